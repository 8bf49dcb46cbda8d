import type { XAccountActivityBody } from '../../../contract/x/webhooks.ts';
import type { Deliverer, Outgoing } from '../../events/deliverer.ts';
import type { History, KeptEvent } from '../../events/history.ts';
import type { ReplayWindow } from './replay-window.ts';
import type { WebhookRow } from './registry.ts';

/** X's documented pace of a replay. */
const EVENTS_PER_SECOND = 2_500;
const BATCH = 125;

export type ReplayParts = {
  deliverer: Deliverer;
  history: History;
  newId: () => string;
};

export type ReplayJobs = {
  isRunning(webhookId: string): boolean;
  /** Starts sending again what the webhook was meant to get in the window; returns the job's id. */
  start(webhook: WebhookRow, window: ReplayWindow, product: KeptEvent['product'] | null): string;
  clear(): void;
};

/** Sends kept events once more, in order, each tried once; the job ends with a status event. */
export const createReplayJobs = ({ deliverer, history, newId }: ReplayParts): ReplayJobs => {
  const running = new Map<string, string>();

  const outgoing = (webhook: WebhookRow, eventType: string, body: Buffer, event?: KeptEvent): Outgoing => ({
    deliveryId: event?.deliveryId ?? newId(),
    webhookId: webhook.id,
    appId: webhook.appId,
    product: 'replay',
    eventType,
    userId: event?.userId ?? null,
    body,
    signed: true,
    retry: event === undefined,
  });

  const run = async (jobId: string, webhook: WebhookRow, events: KeptEvent[]) => {
    let failed = 0;
    for (let at = 0; at < events.length && running.get(webhook.id) === jobId; at += BATCH) {
      const startedAt = performance.now();
      const batch = events.slice(at, at + BATCH);
      const records = await Promise.all(
        batch.map((event) => deliverer.send(outgoing(webhook, event.eventType, event.body, event))),
      );
      failed += records.filter((record) => record.outcome !== 'delivered').length;
      const restMs = (batch.length / EVENTS_PER_SECOND) * 1000 - (performance.now() - startedAt);
      if (restMs > 1) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    if (running.get(webhook.id) !== jobId) return;
    const status: XAccountActivityBody = {
      replay_job_status: {
        webhook_id: webhook.id,
        job_state: failed === 0 ? 'Complete' : 'Incomplete',
        job_state_description:
          failed === 0
            ? 'Job completed successfully'
            : 'Job failed to deliver all events, please retry your replay job',
        job_id: jobId,
      },
    };
    running.delete(webhook.id);
    await deliverer.send(outgoing(webhook, 'replay_job_status', Buffer.from(JSON.stringify(status))));
  };

  return {
    isRunning: (webhookId) => running.has(webhookId),
    start(webhook, window, product) {
      const jobId = newId();
      running.set(webhook.id, jobId);
      const kept = history.list(webhook.id, window.fromMs, window.toMs);
      // The answer with the job's id leaves before the first event does.
      setImmediate(
        () => void run(jobId, webhook, product ? kept.filter((event) => event.product === product) : kept),
      );
      return jobId;
    },
    clear: () => running.clear(),
  };
};
