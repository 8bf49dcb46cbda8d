import { setTimeout as pause } from 'node:timers/promises';
import type { Check } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import {
  type AppRecord,
  checkCallback,
  checkKeys,
  checkLastEvent,
  getApp,
  noteApp,
} from '../../../accounts/index.ts';
import { AppError, type WorkspaceDb } from '../../../base/index.ts';
import { ensureFeed, markGap, setHealth, setSubscribed } from '../../../handles/index.ts';
import { leaseApp, releaseApp } from '../check-store.ts';
import type { ConnectDeps } from '../deps.ts';
import { type Choice, chooseWay, wayOf } from '../ways/choose.ts';
import type { WayInput } from '../ways/way.ts';
import { whyUnusable } from '../webhook-url.ts';
import { manual, ok, skipped } from './check.ts';
import { settleDmOpen } from './dm-open.ts';
import { checkEnvironment } from './environment.ts';
import { judge, type Verdict } from './judge.ts';
import { lookAtAccounts, type SeenAccount } from './look-at-accounts.ts';

// Longer than all calls of one look can take; a crashed look is taken over after it.
const LEASE_MS = 180_000;
const WAIT_MS = 30_000;
const MINUTE_MS = 60_000;
const REGULAR_MS = 5 * MINUTE_MS;
const SOON_MS = MINUTE_MS;
const BETTER_WAY_MS = 60 * MINUTE_MS;
const FRESH_EVENT_MS = 10 * MINUTE_MS;

export interface Checked {
  readonly app: AppRecord;
  readonly checks: readonly Check[];
}

export type RunChecks = (
  db: WorkspaceDb,
  appId: string,
  mode: 'all' | 'health',
) => Promise<Checked | undefined>;

/**
 * Looks at an app's keys, accounts, webhook and subscriptions live, sets up what is missing, chooses the transport, and
 * notes the health of each account. `health` is the regular look: it keeps a working transport and tries a better one
 * once an hour. Answers nothing for `health` when somebody else is at it.
 * @throws AppError `x_app_not_found`, `conflict` when another look takes too long.
 */
export function createRunChecks(deps: ConnectDeps): RunChecks {
  return async (db, appId, mode) => {
    await getApp(db, appId);
    const leasedUntil = await lease(deps, db, appId, mode === 'all' ? WAIT_MS : 0);
    if (!leasedUntil) {
      if (mode === 'health') return undefined;
      throw new AppError(baseErrors.conflict, { values: { problem: 'This app is being checked already.' } });
    }
    let dueAt: Date | null = new Date(deps.clock.now().getTime() + SOON_MS);
    try {
      const done = await look(deps, db, await getApp(db, appId), mode);
      dueAt = done.nextInMs === null ? null : new Date(deps.clock.now().getTime() + done.nextInMs);
      return done;
    } finally {
      await releaseApp(db, appId, leasedUntil, dueAt);
    }
  };
}

async function lease(
  deps: ConnectDeps,
  db: WorkspaceDb,
  appId: string,
  waitMs: number,
): Promise<Date | undefined> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const now = deps.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    if (await leaseApp(db, appId, now, until)) return until;
    if (performance.now() >= deadlineMs) return undefined;
    await pause(100);
  }
}

async function look(
  deps: ConnectDeps,
  db: WorkspaceDb,
  app: AppRecord,
  mode: 'all' | 'health',
): Promise<Checked & { readonly nextInMs: number | null }> {
  const { accounts } = deps;
  const site = accounts.siteOf(app);
  const keys = () => accounts.consumerKeys(db, app);
  const first = [await checkKeys(site, keys)];
  if (mode === 'all') first.push(await checkCallback(site, keys, accounts.urls(app).callbackUrl));
  if (mode === 'all' && app.environmentName !== null)
    first.push(await checkEnvironment(accounts.appClient(db, app), app.environmentName));
  const looked = await lookAtAccounts(deps, db, app.id);
  const seen = mode === 'all' ? await settleDmOpen(looked) : looked;
  const choice = await choose(deps, db, app, seen, mode);
  const noted = await note(deps, db, app, seen, choice);
  const checks = [
    ...first,
    ...seen.flatMap((one) => one.checks),
    ...choice.outcome.checks,
    ...seen.map((one) => checkLastEvent(one.feed?.lastEventAt ?? null, one.account)),
    testCheck(deps, app, seen),
  ];
  const isTroubled = !choice.settled || seen.some((one) => !one.live && one.lost === null);
  const regularMs = REGULAR_MS * (0.8 + Math.random() * 0.4);
  return { app: noted, checks, nextInMs: seen.length === 0 ? null : isTroubled ? SOON_MS : regularMs };
}

async function choose(
  deps: ConnectDeps,
  db: WorkspaceDb,
  app: AppRecord,
  seen: readonly SeenAccount[],
  mode: 'all' | 'health',
): Promise<Choice> {
  const webhookUrl = deps.accounts.urls(app).webhookUrl;
  const input: WayInput = {
    app,
    appClient: deps.accounts.appClient(db, app),
    accounts: seen.map((one) => one.live).filter((live) => live !== undefined),
    webhookUrl,
    webhookUnusable: whyUnusable(webhookUrl, app.network),
  };
  const sinceMs = deps.clock.now().getTime() - (app.webhookCheckedAt?.getTime() ?? 0);
  const current = mode === 'health' && sinceMs < BETTER_WAY_MS ? wayOf(app.transport) : undefined;
  if (current && input.accounts.length > 0) {
    const outcome = await current.setUp(input);
    const reason = app.transportReason ?? '';
    if (outcome.state !== 'refused') return { outcome, reason, settled: outcome.state === 'works' };
  }
  return chooseWay(input);
}

/** Stores what was found; who was told by an event looks again. */
async function note(
  deps: ConnectDeps,
  db: WorkspaceDb,
  app: AppRecord,
  seen: readonly SeenAccount[],
  choice: Choice,
): Promise<AppRecord> {
  const { outcome } = choice;
  const now = deps.clock.now();
  const isTried = seen.some((one) => one.live);
  const noted = await db.transaction(async (tx) => {
    for (const one of seen) {
      const verdict = judge(one, choice);
      await ensureFeed(tx, one.account.id);
      if (verdict && (await noteVerdict(tx, one, verdict, now))) {
        const body = { accountId: one.account.id, what: 'feed' };
        deps.log.append(tx, [{ kind: 'account.changed', key: one.account.id, body }]);
      }
    }
    const isChosen = isTried && choice.settled && outcome.state === 'works';
    return noteApp(tx, app.id, {
      ...(isChosen && { transport: outcome.transport }),
      transportReason: isTried ? choice.reason : 'No account is signed in yet.',
      ...(outcome.webhook && { xWebhookId: outcome.webhook.id }),
      ...(choice.settled && { webhookCheckedAt: now }),
    });
  });
  await leaveFormer(deps, db, app, noted, seen);
  return noted;
}

async function noteVerdict(
  db: WorkspaceDb,
  seen: SeenAccount,
  verdict: Verdict,
  now: Date,
): Promise<boolean> {
  const { id } = seen.account;
  if (verdict.subscribed) await setSubscribed(db, id, verdict.subscribed.is, verdict.subscribed.ids);
  if (verdict.gapSince) await markGap(db, id, verdict.gapSince);
  const isOther = await setHealth(db, id, verdict.health, verdict.reason, now);
  return isOther || verdict.gapSince !== null;
}

/** What came by the former transport would come twice; nothing is lost when this fails. */
async function leaveFormer(
  deps: ConnectDeps,
  db: WorkspaceDb,
  before: AppRecord,
  after: AppRecord,
  seen: readonly SeenAccount[],
): Promise<void> {
  const former = wayOf(before.transport);
  const isActivity = before.transport.startsWith('activity_') && after.transport.startsWith('activity_');
  if (!former || before.transport === after.transport || isActivity) return;
  const webhookUrl = deps.accounts.urls(before).webhookUrl;
  const appClient = deps.accounts.appClient(db, before);
  const input = { app: before, appClient, webhookUrl, webhookUnusable: undefined };
  for (const { account, feed } of seen) {
    await former.leave(input, account, feed).catch((error: unknown) => {
      deps.logger.info({ err: error, accountId: account.id }, 'a former subscription could not be ended');
    });
  }
}

function testCheck(deps: ConnectDeps, app: AppRecord, seen: readonly SeenAccount[]): Check {
  if (seen.length === 0) return skipped('test_dm', { detail: 'Sign in with an account first.' });
  const since = deps.clock.now().getTime() - FRESH_EVENT_MS;
  if (seen.some((one) => (one.feed?.lastEventAt?.getTime() ?? 0) > since)) {
    return ok('test_dm', { detail: 'A message came in within the last ten minutes.' });
  }
  return manual('test_dm', {
    detail: 'See the whole road work.',
    remedy:
      app.network === 'local'
        ? 'Let a made-up customer write to the account.'
        : 'Write a direct message to the account from another one; it appears in the inbox.',
  });
}
