import type { XClient } from '../client.ts';
import { type Endpoint, perUser } from '../endpoint.ts';
import { asRecord } from '../json.ts';
import type { Priority } from '../limits/limit-book.ts';

/** https://docs.x.com/x-api/lists/list-members/introduction: a List holds no more. */
export const MOST_LIST_MEMBERS = 5_000;
/** What an OAuth 2.0 sign-in needs to change Lists. */
export const LIST_WRITE_SCOPE = 'list.write';

export const addListMemberEndpoint: Endpoint = {
  name: 'list_member_add',
  method: 'POST',
  host: 'api',
  path: '/2/lists/:listId/members',
  auth: ['oauth1', 'oauth2'],
  limits: [perUser(300)],
  cost: { kind: 'list_manage_write', units: () => 1 },
};

export interface AddedListMember {
  readonly isMember: boolean;
  /** As X answered. */
  readonly body: unknown;
}

/** Puts a user on a List of the account's own; one who is on it already stays. @throws XProblem */
export async function addListMember(
  client: XClient,
  listId: string,
  xUserId: string,
  options: { readonly priority?: Priority } = {},
): Promise<AddedListMember> {
  const { body } = await client.call(addListMemberEndpoint, {
    params: { listId },
    json: { user_id: xUserId },
    ...options,
  });
  return { isMember: asRecord(asRecord(body)?.['data'])?.['is_member'] === true, body };
}
