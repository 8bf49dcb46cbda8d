import { createRequire } from 'node:module';
import type { World } from './client.ts';

const require = createRequire(import.meta.url);

/** Leads what this process asks of X to a local X, as `node -r rookery/simulator/register` does. */
export function preload(x: World): void {
  process.env['ROOKERY_LOCAL_X'] = x.simulator.url;
  require('../../../simulator/register.cjs');
}

/** A library of before ES modules, with the types that its documentation describes. */
export function loadOld<T>(name: string): T {
  // Old libraries bring no types, or such as describe another form of themselves.
  return require(name) as T;
}

/** What a library throws, or a failure when it does not. */
export async function refusalOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('X did not refuse');
}

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);

/** The app's own token, as X gives it out. */
export async function bearerOf({ app, simulator }: World): Promise<string> {
  const basic = Buffer.from(`${app.consumerKey}:${app.consumerSecret}`).toString('base64');
  const answer = await fetch(`${simulator.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}
