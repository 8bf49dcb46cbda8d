import type { ErrorDeclaration } from '../../contract/errors/declare.ts';
import { xErrors } from '../../contract/errors/x.ts';
import { type ProblemKind, XProblem } from './problem.ts';
import type { RateSaid } from './rate-headers.ts';
import { type ProblemBody, readProblem, saidBy } from './read-problem.ts';

export interface ErrorAnswer {
  readonly status: number;
  readonly bodyText: string;
  readonly rate: RateSaid;
  /** True when the call changes something at X: a 5xx then says nothing about whether it did. */
  readonly changes: boolean;
}

type Rule = (problem: ProblemBody) => boolean;

/** v1.1 codes, from the archived official table (docs.x.com response codes). */
const BY_CODE: Readonly<Record<number, ErrorDeclaration>> = {
  17: xErrors.x_user_not_found,
  32: xErrors.x_not_authenticated,
  34: xErrors.x_not_found,
  38: xErrors.x_invalid_request,
  50: xErrors.x_user_not_found,
  63: xErrors.x_user_suspended,
  64: xErrors.x_account_suspended,
  87: xErrors.x_app_not_allowed,
  88: xErrors.x_rate_limited,
  89: xErrors.x_token_invalid,
  93: xErrors.x_dm_permission_missing,
  99: xErrors.x_not_authenticated,
  108: xErrors.x_user_not_found,
  130: xErrors.x_down,
  131: xErrors.x_down,
  135: xErrors.x_clock_off,
  150: xErrors.x_recipient_closed,
  151: xErrors.x_dm_not_sent,
  195: xErrors.x_invalid_request,
  214: xErrors.x_dms_not_open,
  215: xErrors.x_not_authenticated,
  220: xErrors.x_authentication_kind,
  226: xErrors.x_flagged_as_automated,
  261: xErrors.x_write_not_allowed,
  323: xErrors.x_media_refused,
  324: xErrors.x_media_refused,
  325: xErrors.x_media_refused,
  326: xErrors.x_account_locked,
  348: xErrors.x_subscription_not_allowed,
  349: xErrors.x_recipient_closed,
  354: xErrors.x_text_too_long,
  355: xErrors.x_subscription_exists,
  415: xErrors.x_callback_not_approved,
  416: xErrors.x_app_suspended,
  417: xErrors.x_callback_not_approved,
  453: xErrors.x_access_level,
  476: xErrors.x_recipient_closed,
};

/** Code 214 is shared by "Owner must allow dms" and everything that webhooks of v1.1 get wrong. */
const WORDS_OF_214: readonly (readonly [RegExp, ErrorDeclaration])[] = [
  [/allow dms/i, xErrors.x_dms_not_open],
  [/crc|latency|non-200/i, xErrors.x_webhook_crc_failed],
  [/too many resources/i, xErrors.x_webhook_limit],
  [/webhook url/i, xErrors.x_webhook_url_refused],
];

/** Reasons of /2/webhooks and Account Activity v2; where in the body they stand is not documented. */
const BY_REASON: Readonly<Record<string, ErrorDeclaration>> = {
  CrcValidationFailed: xErrors.x_webhook_crc_failed,
  UrlValidationFailed: xErrors.x_webhook_url_refused,
  DuplicateUrlFailed: xErrors.x_webhook_exists,
  WebhookLimitExceeded: xErrors.x_webhook_limit,
  WebhookIdInvalid: xErrors.x_webhook_unknown,
  DuplicateSubscriptionFailed: xErrors.x_subscription_exists,
  SubscriptionLimitExceeded: xErrors.x_subscription_limit,
  SubscriptionNotFound: xErrors.x_subscription_unknown,
  QueryParamInvalid: xErrors.x_replay_refused,
  ReplayConflictError: xErrors.x_replay_refused,
};

const BY_TYPE: Readonly<Record<string, ErrorDeclaration>> = {
  'client-forbidden': xErrors.x_app_not_allowed,
  conflict: xErrors.x_conflict,
  credits: xErrors.x_credits_depleted,
  'disallowed-resource': xErrors.x_forbidden,
  'internal-error': xErrors.x_down,
  'invalid-request': xErrors.x_invalid_request,
  'not-authorized-for-resource': xErrors.x_forbidden,
  'rate-limit-exceeded': xErrors.x_rate_limited,
  'resource-not-found': xErrors.x_not_found,
  'resource-unavailable': xErrors.x_not_found,
  'unsupported-authentication': xErrors.x_authentication_kind,
  'usage-capped': xErrors.x_usage_capped,
};

function says(pattern: RegExp): Rule {
  return ({ messages }) => messages.some((words) => pattern.test(words));
}

const BY_WORDS: readonly (readonly [Rule, ErrorDeclaration])[] = [
  [(p) => p.detail.startsWith('You do not have permission to DM'), xErrors.x_recipient_closed],
  [(p) => /have not been mentioned or otherwise engaged/i.test(p.detail), xErrors.x_reply_not_summoned],
  [(p) => /restricted who can reply/i.test(p.detail), xErrors.x_reply_restricted],
  [(p) => /attempted to reply to a (tweet|post) that is deleted/i.test(p.detail), xErrors.x_post_gone],
  [(p) => /duplicate content/i.test(p.detail), xErrors.x_post_duplicate],
  [(p) => p.messages.some((words) => /(tweet|post) text is too long/i.test(words)), xErrors.x_post_too_long],
  [(p) => p.reason === 'unauthorized_client' || p.reason === 'invalid_client', xErrors.x_client_invalid],
  [(p) => p.reason === 'invalid_grant', xErrors.x_grant_invalid],
  [
    (p) =>
      p.reason === 'invalid_request' && p.messages.some((words) => /authorization code|token/i.test(words)),
    xErrors.x_grant_invalid,
  ],
  // Engagement API: texts alone, no codes.
  [says(/application id is not authorized/i), xErrors.x_no_engagement_contract],
  [says(/could not be authenticated\. Reason: (?!access token)/i), xErrors.x_not_authenticated],
  [(p) => /credits/i.test(p.title), xErrors.x_credits_depleted],
  [(p) => p.title === 'UsageCapExceeded', xErrors.x_usage_capped],
];

const BY_STATUS: Readonly<Record<number, ErrorDeclaration>> = {
  400: xErrors.x_invalid_request,
  401: xErrors.x_token_invalid,
  402: xErrors.x_credits_depleted,
  403: xErrors.x_forbidden,
  404: xErrors.x_not_found,
  409: xErrors.x_conflict,
  429: xErrors.x_rate_limited,
};

/** Turns any answer of X that is not a success into one problem. Pure; the table test walks every known form. */
export function translateAnswer(answer: ErrorAnswer): XProblem {
  const body = readProblem(answer.bodyText);
  const declaration = declarationOf(answer, body);
  const kind = kindOf(answer, declaration);
  const retryAfterMs = kind === 'limited' ? waitOf(answer.rate) : undefined;
  return new XProblem(kind === 'uncertain' ? xErrors.x_outcome_unknown : declaration, {
    kind,
    // Caps and credits do not come back by waiting a quarter of an hour.
    retryable: kind === 'failed' || (kind === 'limited' && declaration.who === 'time'),
    xStatus: answer.status,
    xCodes: body.codes,
    xBody: answer.bodyText.slice(0, 4000),
    said: saidBy(body),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function declarationOf(answer: ErrorAnswer, body: ProblemBody): ErrorDeclaration {
  if (answer.status >= 500) return xErrors.x_down;
  if (answer.status >= 300 && answer.status < 400) return xErrors.x_answer_unreadable;
  const found =
    byReason(body) ?? byCode(body) ?? byWords(body) ?? BY_TYPE[body.type] ?? BY_STATUS[answer.status];
  if (found === xErrors.x_rate_limited) return whichLimit(answer.rate);
  return found ?? xErrors.x_refused;
}

function byReason(body: ProblemBody): ErrorDeclaration | undefined {
  const texts = [body.reason, body.title, ...body.messages];
  return Object.entries(BY_REASON).find(([reason]) => texts.some((text) => text.includes(reason)))?.[1];
}

function byCode(body: ProblemBody): ErrorDeclaration | undefined {
  const code = body.codes.find((candidate) => BY_CODE[candidate] !== undefined);
  if (code === 214) {
    const words = body.messages.join(' ');
    return WORDS_OF_214.find(([pattern]) => pattern.test(words))?.[1] ?? xErrors.x_invalid_request;
  }
  return code === undefined ? undefined : BY_CODE[code];
}

function byWords(body: ProblemBody): ErrorDeclaration | undefined {
  return BY_WORDS.find(([rule]) => rule(body))?.[1];
}

function whichLimit(rate: RateSaid): ErrorDeclaration {
  const dayIsUsedUp = rate.userDay?.remaining === 0 || rate.appDay?.remaining === 0;
  return dayIsUsedUp ? xErrors.x_daily_limit : xErrors.x_rate_limited;
}

function kindOf(answer: ErrorAnswer, declaration: ErrorDeclaration): ProblemKind {
  if (declaration === xErrors.x_down) return answer.changes ? 'uncertain' : 'failed';
  if (answer.status === 429 || answer.status === 402 || declaration === xErrors.x_usage_capped)
    return 'limited';
  return 'refused';
}

/** The latest end of the windows that are used up; a quarter of an hour when X does not say. */
function waitOf(rate: RateSaid): number {
  const usedUp = [rate.minute, rate.quarterHour, rate.userDay, rate.appDay].filter(
    (window) => window?.remaining === 0,
  );
  const waits = usedUp.map((window) => window?.resetInMs ?? 0);
  return waits.length > 0 ? Math.max(...waits) : (rate.quarterHour?.resetInMs ?? 900_000);
}
