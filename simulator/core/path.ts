import { invalidRequest } from './errors.ts';
import type { Call, UserCall } from './route.ts';

const idPattern = /^[0-9]{1,19}$/;

/** An id in the path; X calls path parameters query parameters when it complains. */
export function pathId(call: Call, name: string): string {
  const value = call.params[name] ?? '';
  if (idPattern.test(value)) return value;
  throw invalidRequest({ [name]: [value] }, `The \`${name}\` query parameter value [${value}] is not valid`);
}

/** The id in the path of an endpoint that works for oneself only. */
export function ownPathId(call: UserCall, name = 'id'): string {
  const id = pathId(call, name);
  if (id === call.user.id) return id;
  throw invalidRequest(
    { [name]: [id] },
    `The \`${name}\` query parameter value [${id}] must be the same as the authenticating user [${call.user.id}]`,
  );
}
