import type { XPostPage } from '../../../contract/x/posts.ts';
import type { XUser } from '../../../contract/x/users.ts';
import { takePage } from '../../core/page.ts';
import { numberParameter } from '../../core/query.ts';
import type { Call } from '../../core/route.ts';
import { answerOf } from '../../present/post-page.ts';
import { presentUsers } from '../../present/user-page.ts';
import type { Sim } from '../../sim.ts';
import { cursorOf, tokensOf } from '../posts/view.ts';
import { usersViewOf } from './lookup.ts';

export const pageParameters = ['max_results', 'pagination_token'];

type XUserPage = Omit<XPostPage, 'data'> & { data?: XUser[] };

/** One page of people, newest first, out of things that lead to one each (follows, likes, reposts). */
export function answerPeople<T extends { id: string }>(
  sim: Sim,
  call: Call,
  list: { name: string; items: readonly T[]; userIdOf: (item: T) => string; most: number; standard?: number },
): XUserPage {
  const view = usersViewOf(call);
  const page = takePage(list.items, {
    cursor: cursorOf(call, list.name),
    limit: numberParameter(call.query, 'max_results', 1, list.most, list.standard ?? 100),
    wanted: (item) => sim.users.find(list.userIdOf(item))?.suspended === false,
  });
  const users = page.items.flatMap((item) => sim.users.find(list.userIdOf(item)) ?? []);
  const { data, includes, errors } = presentUsers(sim, users, view);
  return {
    ...(data.length > 0 ? { data } : {}),
    ...answerOf({ includes, errors }),
    meta: { result_count: data.length, ...tokensOf(page, list.name) },
  };
}
