import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { ControlApp } from '../../../contract/control/apps.ts';
import { connectErrors } from '../../../contract/errors/connect.ts';
import { AppError } from '../../base/index.ts';

const TIMEOUT_MS = 5_000;
const Apps = Type.Object({ apps: Type.Array(ControlApp) });
const Users = Type.Object({ users: Type.Array(Type.Unknown()) });

/** The control API of the local X: makes apps and people there, as the developer portal and a phone would. */
export interface LocalX {
  createApp(app: { name: string; callbacks: readonly string[] }): Promise<ControlApp>;
  /** The app with this API key, brought to these callbacks; nothing when the local X does not know it (any more). */
  takeUpApp(app: { consumerKey: string; callbacks: readonly string[] }): Promise<ControlApp | undefined>;
  /** Makes a person, or leaves the one that has this name. */
  ensureUser(user: { username: string; name: string }): Promise<void>;
  /** True when nobody is there yet to sign in as. */
  isEmpty(): Promise<boolean>;
  sendMessage(message: { from: string; to: string; text: string }): Promise<void>;
}

/** @throws AppError `local_x_missing` when none is known here. */
export function localXAt(url: string | null): LocalX {
  if (url === null) throw new AppError(connectErrors.local_x_missing);
  const base = url.replace(/\/+$/, '');
  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Response> =>
    fetch(`${base}/_control${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new AppError(connectErrors.local_x_unreachable, { cause });
    });
  const needOk = async (response: Response): Promise<unknown> => {
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    const cause = new Error(
      `the local X answered ${response.status}: ${JSON.stringify(answer)?.slice(0, 300)}`,
    );
    throw new AppError(connectErrors.local_x_unreachable, { cause });
  };
  const needApp = async (response: Response): Promise<ControlApp> => {
    const app = await needOk(response);
    if (!Value.Check(ControlApp, app)) throw new AppError(connectErrors.local_x_unreachable);
    return app;
  };
  return {
    createApp: async ({ name, callbacks }) =>
      needApp(await ask('POST', '/apps', { name, callbacks, permission: 'read-write-dm' })),
    takeUpApp: async ({ consumerKey, callbacks }) => {
      const answer = await needOk(await ask('GET', '/apps'));
      if (!Value.Check(Apps, answer)) throw new AppError(connectErrors.local_x_unreachable);
      const app = answer.apps.find((one) => one.consumerKey === consumerKey);
      if (!app || callbacks.every((callback) => app.callbacks.includes(callback))) return app;
      return needApp(await ask('PATCH', `/apps/${app.id}`, { callbacks }));
    },
    ensureUser: async (user) => {
      const response = await ask('POST', '/users', user);
      // 409: somebody has the name already, which is what is wanted.
      if (response.status !== 409) await needOk(response);
    },
    isEmpty: async () => {
      const answer = await needOk(await ask('GET', '/users?limit=1'));
      return Value.Check(Users, answer) && answer.users.length === 0;
    },
    sendMessage: async (message) => {
      await needOk(await ask('POST', '/messages', message));
    },
  };
}
