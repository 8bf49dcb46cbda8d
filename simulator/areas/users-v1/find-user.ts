import { type XError, v1Error } from '../../core/errors.ts';
import type { V1Call } from '../../core/v1-route.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';

type Given = V1Call['given'];

/** `user_id` or `screen_name`, with or without an @. Undefined when neither is given or nobody has it. */
export function findUser(
  sim: Sim,
  given: Given,
  idName = 'user_id',
  screenName = 'screen_name',
): SimUser | undefined {
  const id = given[idName];
  if (id !== undefined && id !== '') return sim.users.find(id);
  const name = given[screenName];
  return name === undefined ? undefined : sim.users.findByUsername(name.replace(/^@/, ''));
}

/**
 * The user that is asked about.
 * https://developer.x.com/en/support/x-api/error-troubleshooting (codes 50 and 63)
 */
export function getUser(sim: Sim, given: Given, idName?: string, screenName?: string): SimUser {
  const user = findUser(sim, given, idName, screenName);
  if (!user) throw v1Error(404, 50, 'User not found.');
  if (user.suspended) throw v1Error(403, 63, 'User has been suspended.');
  return user;
}

/** The user that something is done to. */
export function getTarget(sim: Sim, given: Given): SimUser {
  const user = findUser(sim, given);
  if (!user || user.suspended) throw noSuchUser();
  return user;
}

/** https://developer.x.com/en/support/x-api/error-troubleshooting (code 108) */
export function noSuchUser(): XError {
  return v1Error(403, 108, 'Cannot find specified user.');
}

/** Lists of ids and names in the order in which they were given, ids first. */
export function namedUsers(given: Given): { ids: string[]; names: string[] } {
  const listOf = (name: string) =>
    (given[name] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  return { ids: listOf('user_id'), names: listOf('screen_name').map((name) => name.replace(/^@/, '')) };
}

/** Each user once; whoever is missing or suspended is left out without a word. */
export function findNamedUsers(sim: Sim, given: Given): SimUser[] {
  const { ids, names } = namedUsers(given);
  if (ids.length + names.length > 100) throw v1Error(403, 18, 'Too many terms specified in query.');
  const found = [
    ...ids.map((id) => sim.users.find(id)),
    ...names.map((name) => sim.users.findByUsername(name)),
  ].filter((user) => user !== undefined && !user.suspended);
  // The filter above leaves no undefined.
  return [...new Set(found as SimUser[])];
}
