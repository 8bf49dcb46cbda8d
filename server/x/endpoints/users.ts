import type { XClient } from '../client.ts';
import { type Endpoint, perApp, perUser } from '../endpoint.ts';
import { asList, asRecord, asText } from '../json.ts';
import { unreadable } from '../requests.ts';
import type { Priority } from '../limits/limit-book.ts';
import { userFields } from '../vocabulary.ts';
import { readUser, type XUser } from './user.ts';

const cost = {
  kind: 'user_read',
  units: (body: unknown) => asList(asRecord(body)?.['data']).length,
} as const;

export const getMeEndpoint: Endpoint = {
  name: 'users_me',
  method: 'GET',
  host: 'api',
  path: '/2/users/me',
  auth: ['oauth2', 'oauth1'],
  limits: [perUser(75)],
  cost: { kind: 'user_read', units: () => 1 },
};

export const lookupUsersEndpoint: Endpoint = {
  name: 'users_lookup',
  method: 'GET',
  host: 'api',
  path: '/2/users',
  auth: ['oauth2', 'oauth1', 'app'],
  limits: [perUser(900), perApp(300)],
  cost,
};

export const lookupUsersByNameEndpoint: Endpoint = {
  name: 'users_lookup_by_name',
  method: 'GET',
  host: 'api',
  path: '/2/users/by',
  auth: ['oauth2', 'oauth1', 'app'],
  limits: [perUser(900), perApp(300)],
  cost,
};

export interface FoundUsers {
  readonly users: readonly XUser[];
  /** Those that X does not know or does not show, with its reason. */
  readonly missing: readonly { readonly key: string; readonly reason: string }[];
}

export interface Me {
  readonly user: XUser;
  /** `read-write-directmessages` and the like; X tells it for OAuth 1.0a only. */
  readonly accessLevel: string | null;
}

/** The user whose token this is. @throws XProblem */
export async function getMe(client: XClient): Promise<Me> {
  const answer = await client.call(getMeEndpoint, { query: { 'user.fields': userFields(true) } });
  const user = readUser(asRecord(answer.body)?.['data']);
  if (!user) throw unreadable(false, JSON.stringify(answer.body));
  return { user, accessLevel: answer.headers.get('x-access-level') };
}

/** At most 100 ids. @throws XProblem */
export async function lookupUsers(
  client: XClient,
  ids: readonly string[],
  options: { readonly priority?: Priority } = {},
): Promise<FoundUsers> {
  const query = { ids: ids.join(','), 'user.fields': userFields(client.xUserId !== undefined) };
  return found((await client.call(lookupUsersEndpoint, { query, ...options })).body);
}

/** At most 100 usernames without the @. @throws XProblem */
export async function lookupUsersByName(
  client: XClient,
  usernames: readonly string[],
  options: { readonly priority?: Priority } = {},
): Promise<FoundUsers> {
  const query = { usernames: usernames.join(','), 'user.fields': userFields(client.xUserId !== undefined) };
  return found((await client.call(lookupUsersByNameEndpoint, { query, ...options })).body);
}

function found(body: unknown): FoundUsers {
  const answer = asRecord(body);
  return {
    users: asList(answer?.['data'])
      .map(readUser)
      .filter((user) => user !== undefined),
    missing: asList(answer?.['errors'])
      .map(asRecord)
      .map((error) => ({
        key: asText(error?.['value']) ?? asText(error?.['resource_id']) ?? '',
        reason: asText(error?.['detail']) ?? asText(error?.['title']) ?? '',
      })),
  };
}
