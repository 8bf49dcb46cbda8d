import { xErrors } from '../../../../contract/errors/x.ts';
import { isError } from '../../../base/index.ts';
import {
  type ActivitySubscription,
  createActivitySubscription,
  deleteActivitySubscription,
  listActivitySubscriptions,
  updateActivitySubscription,
  walkPages,
  type XClient,
  XProblem,
} from '../../../x/index.ts';
import { failedBy, isPassing, sentenceOf, skipped, stateAfter } from '../checks/check.ts';
import { type Subscribed, subscribeAll } from './subscribe.ts';
import type { LiveAccount, Way, WayInput, WayOutcome } from './way.ts';
import { ensureWebhook, webhooksV2 } from './webhook-v2.ts';

/** Without these the desk is blind. */
const NEEDED = ['dm.received', 'dm.sent'];
/** Not every app gets these; what is missing is said. */
const WELCOME = ['dm.read', 'dm.indicate_typing', 'chat.received', 'chat.sent'];
/** Who names the account in public. X bills each one, so that it is only wanted where the handle wants it. */
const MENTIONS = 'post.mention.create';
/** Of the whole app: somebody withdrew the permission. Documented as an event, missing in the list of the description. */
const REVOKED = 'oauth.revoke';
const TAG = 'rookery';
// 1,000 on each page, and the largest plan has 150,000 subscriptions.
const MOST_PAGES = 150;

/** X Activity API to our webhook. */
export const activityWebhook: Way = {
  transport: 'activity_webhook',
  setUp: async (input) => {
    const step = await ensureWebhook(webhooksV2(input.appClient), input);
    if (step.state !== 'works' || !step.webhook) {
      return { ...step, transport: 'activity_webhook', accounts: new Map() };
    }
    const rest = await subscribeAccounts(input, step.webhook.id);
    return {
      ...rest,
      transport: 'activity_webhook',
      webhook: step.webhook,
      checks: [...step.checks, ...rest.checks],
    };
  },
  leave: (input, account) => unsubscribe(input.appClient, account.xUserId),
};

/** X Activity API through a stream that we open: no public address is needed. */
export const activityStream: Way = {
  transport: 'activity_stream',
  setUp: async (input) => {
    const rest = await subscribeAccounts(input, undefined);
    const detail = 'The activity stream needs no webhook.';
    return {
      ...rest,
      transport: 'activity_stream',
      webhook: undefined,
      checks: [skipped('webhook', { detail }), skipped('crc', { detail }), ...rest.checks],
    };
  },
  leave: (input, account) => unsubscribe(input.appClient, account.xUserId),
};

async function subscribeAccounts(
  input: WayInput,
  webhookId: string | undefined,
): Promise<Pick<WayOutcome, 'state' | 'reason' | 'accounts' | 'checks'>> {
  let standing: ActivitySubscription[];
  try {
    standing = await listAll(input.appClient);
  } catch (error) {
    const state = stateAfter(error);
    return {
      state,
      reason: sentenceOf(error),
      accounts: new Map(),
      checks: [failedBy('subscription', error)],
    };
  }
  if (input.accounts.length > 0) await subscribeToRevocations(input.appClient, standing, webhookId);
  return subscribeAll(input, (live) => subscribe(live, input.appClient, standing, webhookId));
}

async function subscribe(
  live: LiveAccount,
  appClient: XClient,
  standing: readonly ActivitySubscription[],
  webhookId: string | undefined,
): Promise<Subscribed> {
  const ids: Record<string, string> = {};
  const missing: string[] = [];
  let stood = true;
  if (!live.wantsMentions) await leaveMentions(appClient, standing, live.account.xUserId);
  const wanted = live.wantsMentions ? [...NEEDED, ...WELCOME, MENTIONS] : [...NEEDED, ...WELCOME];
  for (const eventType of wanted) {
    const isNeeded = NEEDED.includes(eventType);
    const found = standing.find((one) => one.eventType === eventType && one.xUserId === live.account.xUserId);
    try {
      if (found) {
        // What goes to a webhook goes to an open stream as well.
        if (webhookId !== undefined && found.webhookId !== webhookId) {
          await updateActivitySubscription(appClient, found.subscriptionId, { webhookId });
          stood &&= !isNeeded;
        }
        ids[eventType] = found.subscriptionId;
        continue;
      }
      const { xUserId } = live.account;
      const made = await createActivitySubscription(live.client, {
        eventType,
        xUserId,
        tag: TAG,
        ...(webhookId !== undefined && { webhookId }),
      });
      ids[eventType] = made.subscriptionId;
      stood &&= !isNeeded;
    } catch (error) {
      if (isError(error, xErrors.x_subscription_exists)) continue;
      if (isNeeded || isPassing(error) || !(error instanceof XProblem)) throw error;
      missing.push(eventType);
    }
  }
  if (missing.length === 0) return { ids, stood };
  return { ids, stood, detail: `Subscribed; X does not offer ${missing.join(', ')} to this app.` };
}

async function subscribeToRevocations(
  appClient: XClient,
  standing: readonly ActivitySubscription[],
  webhookId: string | undefined,
): Promise<void> {
  if (standing.some((one) => one.eventType === REVOKED)) return;
  const wanted = { eventType: REVOKED, tag: TAG, ...(webhookId !== undefined && { webhookId }) };
  await createActivitySubscription(appClient, wanted).catch((error: unknown) => {
    // Welcome, not needed: a revoked token shows itself at the next look.
    if (!(error instanceof XProblem)) throw error;
  });
}

async function leaveMentions(
  appClient: XClient,
  standing: readonly ActivitySubscription[],
  xUserId: string,
): Promise<void> {
  for (const one of standing) {
    if (one.eventType === MENTIONS && one.xUserId === xUserId)
      await deleteActivitySubscription(appClient, one.subscriptionId);
  }
}

async function unsubscribe(appClient: XClient, xUserId: string | null): Promise<void> {
  for (const one of await listAll(appClient)) {
    if (one.xUserId === xUserId && xUserId !== null)
      await deleteActivitySubscription(appClient, one.subscriptionId);
  }
}

async function listAll(client: XClient): Promise<ActivitySubscription[]> {
  const all: ActivitySubscription[] = [];
  for await (const page of walkPages<
    ActivitySubscription,
    Awaited<ReturnType<typeof listActivitySubscriptions>>
  >((token) => listActivitySubscriptions(client, token), { maxPages: MOST_PAGES })) {
    all.push(...page.items);
  }
  return all;
}
