import type { Check } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { AppError } from '../../../base/index.ts';
import { XProblem } from '../../../x/index.ts';

const TITLES = {
  keys: 'API key and secret',
  callback: 'Callback URL',
  environment: 'Environment of Account Activity v1.1',
  token: 'Sign-in of the account',
  permission: 'Permission for direct messages',
  dm_open: 'Direct messages open to everyone',
  webhook: 'Webhook registered',
  crc: 'Webhook answers X’s challenge',
  subscription: 'Subscribed to the account’s events',
  last_event: 'Last event received',
  test_dm: 'Test message',
} as const;

export type CheckId = keyof typeof TITLES;

const SHORTEST_SECRET = 16;
const LONGEST_ANSWER = 600;

interface CheckFacts {
  readonly detail?: string | null;
  readonly remedy?: string | null;
  readonly xAnswer?: string | null;
  readonly accountId?: string | null;
}

function check(id: CheckId, state: Check['state'], facts: CheckFacts): Check {
  return {
    id,
    title: TITLES[id],
    state,
    detail: facts.detail ?? null,
    xAnswer: facts.xAnswer ?? null,
    remedy: facts.remedy ?? null,
    accountId: facts.accountId ?? null,
  };
}

export const ok = (id: CheckId, facts: CheckFacts = {}): Check => check(id, 'ok', facts);
export const skipped = (id: CheckId, facts: CheckFacts = {}): Check => check(id, 'skipped', facts);
export const manual = (id: CheckId, facts: CheckFacts = {}): Check => check(id, 'manual', facts);
export const failed = (id: CheckId, facts: CheckFacts): Check => check(id, 'failed', facts);

/** A failed check from what was thrown: X's own answer beside the sentence. */
export function failedBy(
  id: CheckId,
  error: unknown,
  facts: Pick<CheckFacts, 'remedy' | 'accountId'> = {},
): Check {
  return failed(id, { detail: sentenceOf(error), xAnswer: answerOf(error), ...facts });
}

/** What went wrong, in a sentence. What nobody declared is ours and stays in the log. */
export function sentenceOf(error: unknown): string {
  return error instanceof AppError ? error.message : baseErrors.internal_error.sentence;
}

/** X's answer, shortened, with whatever looks like a credential cut out. */
export function answerOf(error: unknown): string | null {
  if (!(error instanceof XProblem)) return null;
  if (error.xStatus === undefined) return null;
  const body = (error.xBody ?? '')
    .replace(/\s+/g, ' ')
    .replace(
      /\b((?:oauth_|access_|refresh_|bearer_)?(?:token|secret|verifier)s?"?\s*[=:]\s*"?)[\w%.~+/-]{8,}/gi,
      '$1…',
    )
    .replace(new RegExp(`(Bearer|Basic) +[\\w+/=.%-]{${SHORTEST_SECRET},}`, 'gi'), '$1 …')
    .trim();
  return `${error.xStatus} ${body.slice(0, LONGEST_ANSWER)}`.trim();
}

/**
 * What a failure says about the set-up: X refuses it, X could not say (`later`), or X was not asked, because its limits
 * are used up (`unasked`): then what was known stays known.
 */
export function stateAfter(error: unknown): 'refused' | 'later' | 'unasked' {
  if (error instanceof XProblem && error.kind === 'limited') return 'unasked';
  return isPassing(error) ? 'later' : 'refused';
}

/** X, or the way to X, has trouble that passes by itself: nothing was learnt about the set-up. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof XProblem)) return false;
  return error.declaration.who === 'time' || error.kind === 'uncertain' || error.kind === 'not_sent';
}
