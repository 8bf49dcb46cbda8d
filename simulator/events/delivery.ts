import type { DeliverySettings } from '../../contract/control/deliveries.ts';
import { type Subscribers, createSubscribers } from '../areas/account-activity/subscribers.ts';
import { type Streams, createStreams } from '../areas/activity/streams.ts';
import { type Subscriptions, createSubscriptions } from '../areas/activity/subscriptions.ts';
import { type ChallengeResult, challenge } from '../areas/webhooks/challenge.ts';
import { type WebhookRow, type Webhooks, createWebhooks } from '../areas/webhooks/registry.ts';
import { type ReplayJobs, createReplayJobs } from '../areas/webhooks/replay-jobs.ts';
import { CHECK_EVERY_MS, afterCheck, isDueForCheck } from '../areas/webhooks/validity.ts';
import { type FaultBook, createFaultBook } from '../faults/book.ts';
import type { Sim } from '../sim.ts';
import type { SimApp } from '../state/apps.ts';
import { type Deliverer, createDeliverer } from './deliverer.ts';
import { fanOut } from './fan-out.ts';
import { type History, createHistory } from './history.ts';
import { type Pending, createPending } from './pending.ts';
import { createCaller } from './post.ts';
import { createRandom } from './random.ts';
import { type AttemptBook, createAttemptBook } from './records.ts';
import { defaultSettings } from './settings.ts';
import { type Teller, createTeller } from './teller.ts';

/** Everything by which the simulated X tells the outside what happened. */
export type Delivery = {
  settings: DeliverySettings;
  faults: FaultBook;
  book: AttemptBook;
  history: History;
  pending: Pending;
  deliverer: Deliverer;
  webhooks: Webhooks;
  subscriptions: Subscriptions;
  subscribers: Subscribers;
  streams: Streams;
  replays: ReplayJobs;
  teller: Teller;
  /** Asks an address to prove itself; changes nothing. */
  challengeUrl(app: SimApp, url: string, api: WebhookRow['api']): Promise<ChallengeResult>;
  /** Asks a registered webhook and keeps the outcome. */
  checkWebhook(webhook: WebhookRow, isManual: boolean): Promise<ChallengeResult>;
  /** Takes a webhook away with its Account Activity subscriptions. */
  removeWebhook(webhook: WebhookRow): void;
  /** Goes on with what was not over when the simulator stopped, or in a state that was loaded. */
  resume(): void;
};

const DEFAULT_SEED = 20_061;
const MAX_SOCKETS = 256;

export const createDelivery = (sim: Sim): Delivery => {
  const { clock } = sim;
  const settings = defaultSettings();
  const faults = createFaultBook(createRandom(DEFAULT_SEED));
  const book = createAttemptBook();
  const history = createHistory(sim.store);
  const pending = createPending(sim.store);
  const caller = createCaller(MAX_SOCKETS);
  const webhooks = createWebhooks(sim.store);
  const subscriptions = createSubscriptions(sim.store);
  const subscribers = createSubscribers(sim.store);
  const streams = createStreams(settings, () => clock.now());

  const clientSecretOf = (app: SimApp) => (app.clientType === 'confidential' ? app.clientSecret : null);
  const timeoutOf = (api: WebhookRow['api']) => (api === 'v2' ? settings.timeoutV2Ms : settings.timeoutV1Ms);

  const deliverer = createDeliverer({
    target(webhookId) {
      const webhook = webhooks.find(webhookId);
      const app = webhook && sim.apps.find(webhook.appId);
      if (!webhook || !app) return null;
      return {
        url: webhook.url,
        valid: webhook.valid,
        timeoutMs: timeoutOf(webhook.api),
        consumerSecret: app.consumerSecret,
        clientSecret: clientSecretOf(app),
      };
    },
    faults,
    book,
    pending,
    caller,
    settings,
    nowMs: () => clock.now(),
    delivered({ appId, eventType, resource }) {
      const app = resource === undefined ? undefined : sim.apps.find(appId);
      if (app && resource !== undefined) sim.money.delivered(app, eventType, resource);
    },
    after: (delayMs, run) => clock.after(delayMs, run),
  });
  const replays = createReplayJobs({ store: sim.store, deliverer, history, newId: () => sim.ids.next() });

  const challengeUrl: Delivery['challengeUrl'] = (app, url, api) =>
    challenge(
      caller,
      url,
      { consumerSecret: app.consumerSecret, clientSecret: clientSecretOf(app), use: settings.signatures },
      timeoutOf(api),
    );

  const checking = new Set<string>();
  const checkWebhook: Delivery['checkWebhook'] = async (webhook, isManual) => {
    const app = sim.apps.find(webhook.appId);
    if (!app) return { outcome: 'transient', because: 'connection', problem: 'the app is gone' };
    checking.add(webhook.id);
    const result = await challengeUrl(app, webhook.url, webhook.api);
    checking.delete(webhook.id);
    const current = webhooks.find(webhook.id);
    if (!current) return result;
    const next = afterCheck(current, result, clock.now());
    // A PUT that meets passing trouble is refused without ending what was valid.
    webhooks.table.put(isManual && result.outcome === 'transient' ? { ...next, valid: current.valid } : next);
    return result;
  };

  const round = () => {
    for (const webhook of webhooks.all())
      if (!checking.has(webhook.id) && isDueForCheck(webhook, clock.now())) void checkWebhook(webhook, false);
    clock.after(CHECK_EVERY_MS, round);
  };
  clock.after(CHECK_EVERY_MS, round);

  const parts = { deliverer, history, streams, subscriptions, subscribers, settings, webhooks };
  const teller = createTeller(sim, parts);
  const delivery: Delivery = {
    ...parts,
    teller,
    faults,
    book,
    pending,
    replays,
    challengeUrl,
    checkWebhook,
    removeWebhook(webhook) {
      for (const row of subscribers.ofWebhook(webhook.id)) subscribers.remove(row.webhookId, row.userId);
      for (const row of subscriptions.listOf(webhook.appId).slice())
        if (row.webhookId === webhook.id) subscriptions.table.put({ ...row, webhookId: null });
      webhooks.table.delete(webhook.id);
      history.forget(webhook.id);
    },
    resume() {
      for (const row of pending.all()) {
        const kept = history.find(row.deliveryId);
        if (kept) deliverer.resume({ ...kept, signed: true, retry: true }, row);
        else pending.remove(row.deliveryId);
      }
      replays.resume(webhooks);
    },
  };
  fanOut(sim, delivery, teller);

  sim.onReset(() => {
    Object.assign(settings, defaultSettings());
    faults.clear();
    faults.random.reseed(DEFAULT_SEED);
    deliverer.clear();
    book.clear();
    replays.stop();
    streams.close();
    delivery.resume();
  });
  sim.onClose(() => {
    deliverer.clear();
    replays.stop();
    streams.close();
    caller.close();
  });
  return delivery;
};
