import type { Transport } from '../../../../contract/api/index.ts';
import { activityStream, activityWebhook } from './activity.ts';
import { accountActivityV1 } from './account-activity-v1.ts';
import { accountActivityV2 } from './account-activity-v2.ts';
import { polling } from './polling.ts';
import type { Way, WayInput, WayOutcome } from './way.ts';

/** The best first. */
const WAYS: readonly Way[] = [activityWebhook, accountActivityV2, accountActivityV1, activityStream, polling];

const NAMES: Readonly<Record<Transport, string>> = {
  none: 'Nothing',
  activity_webhook: 'X Activity API to the webhook',
  account_activity_v2: 'Account Activity v2 to the webhook',
  account_activity_v1: 'Account Activity v1.1 to the webhook',
  activity_stream: 'X Activity API through a stream',
  polling: 'Polling',
};

export interface Choice {
  readonly outcome: WayOutcome;
  /** Why this one, in words. */
  readonly reason: string;
  /** False when nothing could be learnt now: what stood before stays. */
  readonly settled: boolean;
}

export function wayOf(transport: Transport): Way | undefined {
  return WAYS.find((way) => way.transport === transport);
}

/**
 * Tries the ways in their order, or only the wanted one, and takes the first that works for every account; failing
 * that, the first that works for some.
 */
export async function chooseWay(input: WayInput): Promise<Choice> {
  const { transportWanted } = input.app;
  const wanted = transportWanted === null ? undefined : wayOf(transportWanted);
  if (wanted) {
    const outcome = await wanted.setUp(input);
    return { outcome, reason: reasonOf(outcome, [], true), settled: isSettled(outcome) };
  }
  const passed: WayOutcome[] = [];
  let partial: WayOutcome | undefined;
  for (const way of WAYS) {
    const outcome = await way.setUp(input);
    // X may say tomorrow what it did not say now: nothing else is set up meanwhile.
    if (!isSettled(outcome)) return { outcome, reason: reasonOf(outcome, passed, false), settled: false };
    const isForAll = [...outcome.accounts.values()].every((one) => one.state !== 'refused');
    // Without an account only the webhook can be tried; the first way shows how that went.
    if (input.accounts.length === 0 || (outcome.state === 'works' && isForAll)) {
      return { outcome, reason: reasonOf(outcome, passed, false), settled: true };
    }
    if (outcome.state === 'works') partial ??= outcome;
    passed.push(outcome);
  }
  const outcome = partial ?? passed[0];
  if (!outcome) throw new Error('there is no way to try');
  return {
    outcome,
    reason: reasonOf(outcome, passed.slice(0, passed.indexOf(outcome)), false),
    settled: true,
  };
}

function isSettled(outcome: WayOutcome): boolean {
  return outcome.state === 'works' || outcome.state === 'refused';
}

function reasonOf(outcome: WayOutcome, passed: readonly WayOutcome[], isWanted: boolean): string {
  const name = NAMES[outcome.transport];
  if (outcome.state !== 'works') return `${name}: ${outcome.reason ?? 'X refuses it.'}`;
  const first = isWanted ? `${name}: chosen by hand.` : `${name}: works.`;
  const others = passed
    .filter((one) => one.reason !== null)
    .map((one) => `${NAMES[one.transport]} does not: ${one.reason ?? ''}`);
  return [first, ...others].join(' ').slice(0, 1000);
}
