import type { FastifyInstance } from 'fastify';
import { type JsonObject, invalidRequest, notFoundItem, suspendedItem } from '../../core/errors.ts';
import { pathId } from '../../core/path.ts';
import { fieldsParameter, manyParameter, onlyParameters } from '../../core/query.ts';
import { type Call, userRoute, xRoute } from '../../core/route.ts';
import { tweetFields } from '../../present/post.ts';
import { answerOf } from '../../present/post-page.ts';
import { type UsersView, presentUsers, userExpansions } from '../../present/user-page.ts';
import { userFields } from '../../present/user.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';

const scopes = ['tweet.read', 'users.read'];
const idPattern = /^[0-9]{1,19}$/;
const usernamePattern = /^[A-Za-z0-9_]{1,15}$/;

export const userViewParameters = ['user.fields', 'expansions', 'tweet.fields', 'post.fields'];

/** What the caller asked to see of users. */
export function usersViewOf(call: Call): UsersView {
  return {
    fields: fieldsParameter(call.query, 'user.fields', userFields),
    expansions: fieldsParameter(call.query, 'expansions', userExpansions),
    postFields: fieldsParameter(call.query, 'tweet.fields', tweetFields),
    vocabulary: call.vocabulary,
    viewer: call.caller.user,
    caller: call.caller,
  };
}

/**
 * `/2/users…`: what is missing is told in `errors[]` beside what was found.
 * https://docs.x.com/x-api/users/lookup/introduction
 */
export function registerLookup(app: FastifyInstance, sim: Sim): void {
  const allow = { oauth2: scopes, oauth1: 'read', bearer: true } as const;

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users',
    allow,

    handle: (call) => {
      onlyParameters(call.query, [...userViewParameters, 'ids']);
      const ids = manyParameter(call.query, 'ids', idPattern);
      return lookUp(sim, call, 'ids', ids, (id) => sim.users.find(id));
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/by',
    allow,

    handle: (call) => {
      onlyParameters(call.query, [...userViewParameters, 'usernames']);
      const usernames = manyParameter(call.query, 'usernames', usernamePattern);
      return lookUp(sim, call, 'usernames', usernames, (username) => sim.users.findByUsername(username));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/me',
    allow: { oauth2: scopes, oauth1: 'read' },

    handle: (call) => {
      onlyParameters(call.query, userViewParameters);
      return lookUpOne(sim, call, 'id', call.user.id, call.user);
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id',
    allow,

    handle: (call) => {
      onlyParameters(call.query, userViewParameters);
      const id = pathId(call, 'id');
      return lookUpOne(sim, call, 'id', id, sim.users.find(id));
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/by/username/:username',
    allow,

    handle: (call) => {
      onlyParameters(call.query, userViewParameters);
      const username = usernameInPath(call);
      return lookUpOne(sim, call, 'username', username, sim.users.findByUsername(username));
    },
  });
}

function usernameInPath(call: Call): string {
  const value = call.params['username'] ?? '';
  if (usernamePattern.test(value)) return value;
  throw invalidRequest(
    { username: [value] },
    `The \`username\` query parameter value [${value}] does not match ${usernamePattern.source}`,
  );
}

function lookUp(
  sim: Sim,
  call: Call,
  parameter: string,
  values: string[],
  find: (value: string) => SimUser | undefined,
): JsonObject {
  const view = usersViewOf(call);
  const users: SimUser[] = [];
  const missing = values.flatMap((value) => {
    const user = find(value);
    if (user && !user.suspended) {
      users.push(user);
      return [];
    }
    return user
      ? suspendedItem(parameter, value, call.vocabulary)
      : notFoundItem('user', parameter, value, call.vocabulary);
  });
  const { data, includes, errors } = presentUsers(sim, users, view);
  return { ...(data.length > 0 ? { data } : {}), ...answerOf({ includes, errors: [...missing, ...errors] }) };
}

function lookUpOne(
  sim: Sim,
  call: Call,
  parameter: string,
  value: string,
  user: SimUser | undefined,
): JsonObject {
  const { data, ...rest } = lookUp(sim, call, parameter, [value], () => user);
  return Array.isArray(data) ? { data: data[0], ...rest } : rest;
}
