import type {
  ControlApp,
  ControlAppChanges,
  ControlIssuedToken,
  ControlToken,
  NewControlApp,
  NewControlToken,
} from '../../../contract/control/apps.ts';
import { ask, queryOf } from './ask.ts';

export const listApps = () => ask<{ apps: ControlApp[] }>('GET', '/apps').then(({ apps }) => apps);
export const createApp = (app: NewControlApp) => ask<ControlApp>('POST', '/apps', app);
export const changeApp = (id: string, changes: ControlAppChanges) =>
  ask<ControlApp>('PATCH', `/apps/${id}`, changes);

export const listTokens = (filter: { appId?: string; user?: string }) =>
  ask<{ tokens: ControlIssuedToken[] }>('GET', `/tokens${queryOf(filter)}`).then(({ tokens }) => tokens);
export const issueToken = (token: NewControlToken) => ask<ControlToken>('POST', '/tokens', token);
export const revokeToken = (token: string) => ask('DELETE', `/tokens/${encodeURIComponent(token)}`);
