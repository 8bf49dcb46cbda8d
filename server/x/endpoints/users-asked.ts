import type { XClient } from '../client.ts';
import { asList, asRecord, asText, asXId } from '../json.ts';
import type { Priority } from '../limits/limit-book.ts';
import { callInVocabulary, fullUserFields } from '../vocabulary.ts';
import { lookupUsersByNameEndpoint, lookupUsersEndpoint } from './users.ts';
import { readUser, type XUser } from './user.ts';

/** A user with everything that X tells of one. */
export interface XFullUser extends XUser {
  readonly listed?: number;
  readonly likes?: number;
  readonly media?: number;
  readonly bannerUrl?: string;
  readonly pinnedPostId?: string;
  readonly mostRecentPostId?: string;
  /** Country codes. */
  readonly withheldIn?: readonly string[];
}

/** What X said of one user that was asked for. */
export type UserAnswer =
  | { readonly status: 'found'; readonly user: XFullUser }
  | {
      readonly status: 'not_found' | 'suspended' | 'error';
      readonly title: string;
      readonly detail: string;
    };

export interface AskedUsers {
  /** By the value that was asked for, as it was asked for; every one has an answer. */
  readonly answers: ReadonlyMap<string, UserAnswer>;
  /** What was asked, without who asked. */
  readonly request: Readonly<Record<string, unknown>>;
  /** As X answered. */
  readonly body: unknown;
  /** Users that X bills. */
  readonly billed: number;
}

/**
 * Asks for at most 100 users by id, or by username without the @, with all fields.
 * @throws XProblem when X refuses the whole
 */
export async function askForUsers(
  client: XClient,
  by: 'ids' | 'usernames',
  values: readonly string[],
  options: { readonly priority?: Priority } = {},
): Promise<AskedUsers> {
  const endpoint = by === 'ids' ? lookupUsersEndpoint : lookupUsersByNameEndpoint;
  const query = { [by]: values.join(',') };
  const answer = await callInVocabulary(client, endpoint, (vocabulary) => ({
    query: { ...query, 'user.fields': fullUserFields(vocabulary) },
    ...options,
  }));
  return {
    answers: readAnswers(answer.body, by, values),
    request: { method: endpoint.method, path: endpoint.path, query },
    body: answer.body,
    billed: asList(asRecord(answer.body)?.['data']).length,
  };
}

/** Each value's answer: from `data`, from `errors` in either of X's forms, or from its being in neither. */
export function readAnswers(
  body: unknown,
  by: 'ids' | 'usernames',
  values: readonly string[],
): ReadonlyMap<string, UserAnswer> {
  const answers = new Map<string, UserAnswer>();
  // X keeps usernames as their owners wrote them, and does not tell them apart by case.
  const asked = new Map(values.map((value) => [value.toLowerCase(), value]));
  const answer = asRecord(body);
  for (const error of asList(answer?.['errors']).map(asRecord)) {
    if (!error || asText(error['section']) === 'includes') continue;
    for (const key of keysOf(error, by)) {
      const value = asked.get(key.toLowerCase());
      if (value !== undefined) answers.set(value, readRefusal(error));
    }
  }
  for (const raw of asList(answer?.['data'])) {
    const user = readFullUser(raw);
    if (!user) continue;
    const value = asked.get(by === 'ids' ? user.id : user.username.toLowerCase());
    // A user who is there may have errors for single fields.
    if (value !== undefined) answers.set(value, { status: 'found', user });
  }
  for (const value of values) {
    if (!answers.has(value)) answers.set(value, { status: 'not_found', title: 'Not Found', detail: SILENCE });
  }
  return answers;
}

const SILENCE = 'X left this user out of its answer without a word.';

/** Whom an error is about: `value` or `resource_id`, or, in the older form, `parameters`. */
function keysOf(error: Readonly<Record<string, unknown>>, by: 'ids' | 'usernames'): readonly string[] {
  const parameters = asList(asRecord(error['parameters'])?.[by]).flatMap((one) => asText(one) ?? []);
  if (parameters.length > 0) return parameters;
  const key = asText(error['value']) ?? asXId(error['value']) ?? asText(error['resource_id']);
  return key === undefined ? [] : [key];
}

function readRefusal(error: Readonly<Record<string, unknown>>): UserAnswer {
  const title = asText(error['title']) ?? '';
  const detail = asText(error['detail']) ?? asText(error['message']) ?? '';
  const type = asText(error['type']) ?? '';
  // X has no type of its own for it; the words are all there is.
  if (/suspended/i.test(detail)) return { status: 'suspended', title, detail };
  const isMissing =
    type.endsWith('/resource-not-found') || /^(not found|could not find)/i.test(title || detail);
  return { status: isMissing ? 'not_found' : 'error', title, detail };
}

export function readFullUser(value: unknown): XFullUser | undefined {
  const user = readUser(value);
  const raw = asRecord(value);
  if (!user || !raw) return undefined;
  const metrics = asRecord(raw['public_metrics']);
  const withheld = asList(asRecord(raw['withheld'])?.['country_codes']).flatMap((code) => asText(code) ?? []);
  const listed = asCount(metrics?.['listed_count']);
  const likes = asCount(metrics?.['like_count']);
  const media = asCount(metrics?.['media_count']);
  const bannerUrl = asText(raw['profile_banner_url']);
  const pinnedPostId = asXId(raw['pinned_tweet_id'] ?? raw['pinned_post_id']);
  const mostRecentPostId = asXId(raw['most_recent_tweet_id'] ?? raw['most_recent_post_id']);
  return {
    ...user,
    ...(listed !== undefined && { listed }),
    ...(likes !== undefined && { likes }),
    ...(media !== undefined && { media }),
    ...(bannerUrl !== undefined && { bannerUrl }),
    ...(pinnedPostId !== undefined && { pinnedPostId }),
    ...(mostRecentPostId !== undefined && { mostRecentPostId }),
    ...(withheld.length > 0 && { withheldIn: withheld }),
  };
}

const asCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
