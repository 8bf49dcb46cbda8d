import type { FastifyInstance } from 'fastify';
import { type JsonObject, invalidRequest, notFoundItem, problemType } from '../../core/errors.ts';
import { fieldsParameter, listParameter, onlyParameters } from '../../core/query.ts';
import { type Call, userRoute, xRoute } from '../../core/route.ts';
import { tweetFields } from '../../present/post.ts';
import { type UserView, presentUserV2, userFields } from '../../present/user.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';

const scopes = ['tweet.read', 'users.read'];
const maxLookup = 100;
const idPattern = /^[0-9]{1,19}$/;
const usernamePattern = /^[A-Za-z0-9_]{1,15}$/;
const userExpansions = [
  'affiliation',
  'affiliation.user_id',
  'most_recent_tweet_id',
  'most_recent_post_id',
  'pinned_tweet_id',
  'pinned_post_id',
];
const known = ['user.fields', 'expansions', 'tweet.fields', 'post.fields'];

/** `/2/users…`: what is missing is told in `errors[]` beside what was found. */
export function registerLookup(app: FastifyInstance, sim: Sim): void {
  const allow = { oauth2: scopes, oauth1: 'read', bearer: true } as const;
  const limit = { app: 300, user: 900 };

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users',
    allow,
    limit,
    handle: (call) => {
      onlyParameters(call.query, [...known, 'ids']);
      const ids = manyOf(call, 'ids', idPattern);
      return lookUp(sim, call, 'ids', ids, (id) => sim.users.find(id));
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/by',
    allow,
    limit,
    handle: (call) => {
      onlyParameters(call.query, [...known, 'usernames']);
      const usernames = manyOf(call, 'usernames', usernamePattern);
      return lookUp(sim, call, 'usernames', usernames, (username) => sim.users.findByUsername(username));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/me',
    allow: { oauth2: scopes, oauth1: 'read' },
    limit: { user: 75 },
    handle: (call) => {
      onlyParameters(call.query, known);
      return { data: presentUserV2(sim, call.user, viewOf(call)) };
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id',
    allow,
    limit,
    handle: (call) => {
      onlyParameters(call.query, known);
      const id = oneOf(call, 'id', idPattern);
      return lookUpOne(sim, call, 'id', id, sim.users.find(id));
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/by/username/:username',
    allow,
    limit,
    handle: (call) => {
      onlyParameters(call.query, known);
      const username = oneOf(call, 'username', usernamePattern);
      return lookUpOne(sim, call, 'username', username, sim.users.findByUsername(username));
    },
  });
}

/** How the caller sees users, from `user.fields`. */
export function viewOf(call: Call): UserView {
  fieldsParameter(call.query, 'expansions', userExpansions);
  fieldsParameter(call.query, 'tweet.fields', tweetFields);
  return {
    fields: fieldsParameter(call.query, 'user.fields', userFields),
    vocabulary: call.vocabulary,
    viewer: call.caller.user,
    caller: call.caller,
  };
}

function manyOf(call: Call, name: string, pattern: RegExp): string[] {
  const values = listParameter(call.query, name);
  if (values.length === 0)
    throw invalidRequest({ [name]: [''] }, `The \`${name}\` query parameter can not be empty`);
  if (values.length > maxLookup)
    throw invalidRequest(
      { [name]: [values.join(',')] },
      `The number of values in the \`${name}\` query parameter list [${values.length}] is not between 1 and ${maxLookup}`,
    );
  for (const value of values)
    if (!pattern.test(value))
      throw invalidRequest(
        { [name]: [values.join(',')] },
        `The \`${name}\` query parameter value [${value}] does not match ${pattern.source}`,
      );
  return values;
}

function oneOf(call: Call, name: string, pattern: RegExp): string {
  const value = call.params[name] ?? '';
  if (pattern.test(value)) return value;
  throw invalidRequest(
    { [name]: [value] },
    `The \`${name}\` query parameter value [${value}] does not match ${pattern.source}`,
  );
}

function lookUp(
  sim: Sim,
  call: Call,
  parameter: string,
  values: string[],
  find: (value: string) => SimUser | undefined,
): JsonObject {
  const view = viewOf(call);
  const data: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const value of values) {
    const user = find(value);
    if (user && !user.suspended) data.push(presentUserV2(sim, user, view));
    else
      errors.push(
        user
          ? suspendedItem(parameter, value, call)
          : notFoundItem('user', parameter, value, call.vocabulary),
      );
  }
  return { ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) };
}

function lookUpOne(
  sim: Sim,
  call: Call,
  parameter: string,
  value: string,
  user: SimUser | undefined,
): JsonObject {
  const view = viewOf(call);
  if (!user) return { errors: [notFoundItem('user', parameter, value, call.vocabulary)] };
  if (user.suspended) return { errors: [suspendedItem(parameter, value, call)] };
  return { data: presentUserV2(sim, user, view) };
}

function suspendedItem(parameter: string, value: string, call: Call): JsonObject {
  return {
    value,
    detail: `User has been suspended: [${value}].`,
    title: 'Forbidden',
    resource_type: 'user',
    parameter,
    resource_id: value,
    type: problemType('resource-not-found', call.vocabulary),
  };
}
