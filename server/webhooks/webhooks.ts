import type { HttpServer, WorkspaceTx } from '../base/index.ts';
import { followLog } from './collect.ts';
import { insertDeliveries } from './delivery-store.ts';
import { createEndpointCache } from './endpoint-cache.ts';
import { createEndpoints, type Endpoints, MOST_ENDPOINTS } from './endpoints.ts';
import { createMarks } from './marks.ts';
import { webhookMetrics } from './metrics.ts';
import { addWebhookRoutes } from './routes.ts';
import { createSenders, type SenderDeps, WAKE } from './senders.ts';
import { Slots } from './slots.ts';
import { sweepDeliveries } from './sweep.ts';
import { createResend, type Resend } from './resend.ts';
import { createSendTest, type SendTest } from './send-test.ts';
import { OWN_CARRIER, PACE, type WebhookFact, type WebhooksDeps } from './types.ts';

/** Telling programs what happens. */
export interface Webhooks {
  readonly endpoints: Endpoints;
  /** Sends again: one delivery, or what happened within a time. */
  readonly resend: Resend;
  /** Posts a test event now and answers what came of it. */
  readonly sendTest: SendTest;
  /** What another carrier than our own POST takes there. */
  ofCarrier(carrier: string): CarrierDoor;
  addRoutes(http: HttpServer): void;
  start(): Promise<void>;
  /** Finishes what is on its way; what hangs is cut off and sent again later. */
  stop(): Promise<void>;
}

/** Endpoints of one carrier, as its module sets them up. */
export interface CarrierDoor {
  readonly endpoints: Endpoints;
  readonly resend: Resend;
  /** Queues something that only this endpoint is told of, behind what waits. */
  tell(tx: WorkspaceTx, endpointId: string, fact: WebhookFact): Promise<void>;
}

const SWEEP_EVERY_MS = 5 * 60_000;

/** Follows the log for the endpoints of all workspaces, and delivers. Call before the log starts. */
export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { db, bus, clock, logger } = deps;
  const pace = { ...PACE, ...deps.pace };
  const slots = new Slots(pace.slots, pace.slotsOfProcess);
  const cache = createEndpointCache(bus, deps.secrets);
  const wake = (tx: WorkspaceTx, endpointId: string) =>
    tx.afterCommit(() => bus.publish(WAKE, `${tx.workspaceId}:${endpointId}`));
  const doors = new Map<string, CarrierDoor>();
  const open = (carrier: string): CarrierDoor => ({
    endpoints: createEndpoints({
      ...deps,
      cache,
      wake,
      carrier,
      most: deps.carriers?.[carrier]?.most ?? MOST_ENDPOINTS,
    }),
    resend: createResend({ ...deps, wake, carrier }),
    tell: async (tx, endpointId, fact) => {
      await insertDeliveries(tx, [{ endpointId, fact }], clock.now());
      wake(tx, endpointId);
    },
  });
  const ofCarrier = (carrier: string) => {
    const door = doors.get(carrier) ?? open(carrier);
    doors.set(carrier, door);
    return door;
  };
  const { endpoints, resend } = ofCarrier(OWN_CARRIER);
  const senderDeps: SenderDeps = {
    ...deps,
    pace,
    cache,
    endpointsOf: (carrier) => ofCarrier(carrier).endpoints,
    slots,
    marks: createMarks(db, logger),
    metrics: webhookMetrics(deps.metrics, db, () => slots.taken),
    countAtWork: () => senders.count,
  };
  const senders = createSenders(senderDeps);
  followLog(deps, cache, wake);
  deps.timers.sweeper({
    name: 'webhook-deliveries-forget',
    everyMs: SWEEP_EVERY_MS,
    run: () => sweepDeliveries(db, clock.now()),
  });
  const sendTest = createSendTest({ ...deps, pace, endpoints });
  return {
    endpoints,
    resend,
    ofCarrier,
    sendTest,
    addRoutes: (http) => addWebhookRoutes({ http, db, clock, endpoints, resend, sendTest }),
    start: () => senders.start(),
    stop: async () => {
      await senders.stop();
      cache.close();
    },
  };
}
