import type { XList, XListPage } from '../../../contract/x/lists.ts';
import { type JsonObject, forbidden, notFoundItem, resourceNotFound } from '../../core/errors.ts';
import { type Page, takePage } from '../../core/page.ts';
import { fieldsParameter, numberParameter } from '../../core/query.ts';
import type { Call, UserCall } from '../../core/route.ts';
import { pathId } from '../../core/path.ts';
import { presentUserV2, userFields } from '../../present/user.ts';
import { findVisibleList } from '../../rules/lists.ts';
import type { Sim } from '../../sim.ts';
import type { SimList } from '../../state/lists.ts';
import { cursorOf, tokensOf } from '../posts/view.ts';

const listFields = [
  'created_at',
  'description',
  'follower_count',
  'id',
  'member_count',
  'name',
  'owner_id',
  'private',
];

export const listViewParameters = ['list.fields', 'expansions', 'user.fields'];
export const readLists = { oauth2: ['list.read', 'tweet.read', 'users.read'], oauth1: 'read' } as const;
export const writeLists = {
  oauth2: ['list.write', 'tweet.read', 'users.read'],
  oauth1: 'read-write',
} as const;

/** Lists and, where `expansions=owner_id`, their owners. */
export function presentLists(sim: Sim, call: Call, lists: readonly SimList[]) {
  const fields = fieldsParameter(call.query, 'list.fields', listFields);
  const expandsOwner = fieldsParameter(call.query, 'expansions', ['owner_id']).has('owner_id');
  const { vocabulary, caller } = call;
  const userView = {
    fields: fieldsParameter(call.query, 'user.fields', userFields),
    vocabulary,
    viewer: caller.user,
    caller,
  };
  const data = lists.map((list): XList => {
    const all: Required<XList> = {
      id: list.id,
      name: list.name,
      created_at: new Date(list.createdAt).toISOString(),
      description: list.description,
      follower_count: sim.lists.followers.countTo(list.id),
      member_count: sim.lists.members.countTo(list.id),
      owner_id: list.ownerId,
      private: list.private,
    };
    const asked = Object.entries(all).filter(
      ([name]) => fields.has(name) || (name === 'owner_id' && expandsOwner),
    );
    return { id: list.id, name: list.name, ...Object.fromEntries(asked) };
  });
  const owners = [...new Set(expandsOwner ? lists.map(({ ownerId }) => ownerId) : [])].flatMap((id) => {
    const owner = sim.users.find(id);
    return owner && !owner.suspended ? [presentUserV2(sim, owner, userView)] : [];
  });
  return { data, ...(owners.length > 0 ? { includes: { users: owners } } : {}) };
}

/** One page of Lists out of things that lead to one each. */
export function answerLists<T extends { id: string }>(
  sim: Sim,
  call: Call,
  { name, items, listOf }: { name: string; items: readonly T[]; listOf: (item: T) => SimList | undefined },
): XListPage {
  const viewerId = call.caller.user?.id;
  const page: Page<T> = takePage(items, {
    cursor: cursorOf(call, name),
    limit: numberParameter(call.query, 'max_results', 1, 100, 100),
    wanted: (item) => findVisibleList(sim, viewerId, listOf(item)?.id ?? '') !== undefined,
  });
  const { data, ...includes } = presentLists(
    sim,
    call,
    page.items.flatMap((item) => listOf(item) ?? []),
  );
  return {
    ...(data.length > 0 ? { data } : {}),
    ...includes,
    meta: { result_count: data.length, ...tokensOf(page, name) },
  };
}

/** The List in the path for reading: 200 with the reason when there is none that the caller sees. */
export function listInPath(sim: Sim, call: Call): { list: SimList } | { refusal: JsonObject } {
  const id = pathId(call, 'id');
  const list = findVisibleList(sim, call.caller.user?.id, id);
  return list ? { list } : { refusal: { errors: [notFoundItem('list', 'id', id, call.vocabulary)] } };
}

/** The List in the path for changing it: only its owner may. */
export function ownListInPath(sim: Sim, call: UserCall): SimList {
  const id = pathId(call, 'id');
  const list = findVisibleList(sim, call.user.id, id);
  if (!list) throw resourceNotFound('list', 'id', id);
  if (list.ownerId !== call.user.id) throw forbidden('You are not allowed to modify this List.');
  return list;
}
