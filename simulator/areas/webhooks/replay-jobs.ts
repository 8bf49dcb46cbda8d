import type { XAccountActivityBody } from '../../../contract/x/webhooks.ts';
import type { Store } from '../../core/store.ts';
import type { Deliverer, Outgoing } from '../../events/deliverer.ts';
import type { History, KeptEvent } from '../../events/history.ts';
import type { ReplayWindow } from './replay-window.ts';
import type { WebhookRow, Webhooks } from './registry.ts';

/** X's documented pace of a replay. */
const EVENTS_PER_SECOND = 2_500;
const BATCH = 125;

/** A job that is under way. */
type JobRow = { jobId: string; webhookId: string };

export type ReplayParts = {
  store: Store;
  deliverer: Deliverer;
  history: History;
  newId: () => string;
};

export type ReplayJobs = {
  isRunning(webhookId: string): boolean;
  /** Starts sending again what the webhook was meant to get in the window; returns the job's id. */
  start(webhook: WebhookRow, window: ReplayWindow, product: KeptEvent['product'] | null): string;
  /** Ends jobs that a stop of the simulator broke off: they are told to be incomplete. */
  resume(webhooks: Webhooks): void;
  /** Breaks off what is running; it is still known as running. */
  stop(): void;
};

/** Sends kept events once more, in order, each tried once; the job ends with a status event. */
export const createReplayJobs = ({ store, deliverer, history, newId }: ReplayParts): ReplayJobs => {
  const running = store.table<JobRow>('replayJobs', { key: (row) => row.webhookId });
  /** Rises at `stop`, so that jobs of before send nothing more. */
  let epoch = 0;

  const outgoing = (webhook: WebhookRow, eventType: string, body: string, event?: KeptEvent): Outgoing => ({
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
    const startedEpoch = epoch;
    const isOn = () => startedEpoch === epoch && running.find(webhook.id)?.jobId === jobId;
    for (let at = 0; at < events.length && isOn(); at += BATCH) {
      const startedAt = performance.now();
      const batch = events.slice(at, at + BATCH);
      const records = await Promise.all(
        batch.map((event) => deliverer.send(outgoing(webhook, event.eventType, event.body, event))),
      );
      failed += records.filter((record) => record.outcome !== 'delivered').length;
      const restMs = (batch.length / EVENTS_PER_SECOND) * 1000 - (performance.now() - startedAt);
      if (restMs > 1) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    if (isOn()) await end(jobId, webhook, failed === 0);
  };

  /** https://docs.x.com/x-api/account-activity/introduction#job-completed-messages */
  const end = async (jobId: string, webhook: WebhookRow, isComplete: boolean) => {
    running.delete(webhook.id);
    const status: XAccountActivityBody = {
      replay_job_status: {
        webhook_id: webhook.id,
        job_state: isComplete ? 'Complete' : 'Incomplete',
        job_state_description: isComplete
          ? 'Job completed successfully'
          : 'Job failed to deliver all events, please retry your replay job',
        job_id: jobId,
      },
    };
    await deliverer.send(outgoing(webhook, 'replay_job_status', JSON.stringify(status)));
  };

  return {
    isRunning: (webhookId) => running.find(webhookId) !== undefined,
    start(webhook, window, product) {
      const jobId = newId();
      running.put({ jobId, webhookId: webhook.id });
      const kept = history.list(webhook.id, window.fromMs, window.toMs);
      // The answer with the job's id leaves before the first event does.
      setImmediate(
        () => void run(jobId, webhook, product ? kept.filter((event) => event.product === product) : kept),
      );
      return jobId;
    },
    resume(webhooks) {
      for (const { jobId, webhookId } of running.values()) {
        const webhook = webhooks.find(webhookId);
        if (webhook) void end(jobId, webhook, false);
        else running.delete(webhookId);
      }
    },
    stop: () => void epoch++,
  };
};
