import type {
  ControlRelations,
  ControlUser,
  ControlUserChanges,
  NewControlUser,
} from '../../../contract/control/users.ts';
import type { ControlWelcomeMessages } from '../../../contract/control/threads.ts';
import { ask, queryOf } from './ask.ts';

export const findUsers = (query: { search?: string; after?: string; limit: number }) =>
  ask<{ users: ControlUser[] }>('GET', `/users${queryOf(query)}`).then(({ users }) => users);
export const findUser = (id: string) => ask<ControlUser>('GET', `/users/${id}`);
export const createUser = (user: NewControlUser) => ask<ControlUser>('POST', '/users', user);
export const changeUser = (id: string, changes: ControlUserChanges) =>
  ask<ControlUser>('PATCH', `/users/${id}`, changes);
export const listWelcomeMessages = (id: string) =>
  ask<ControlWelcomeMessages>('GET', `/users/${id}/welcome-messages`).then(
    ({ welcomeMessages }) => welcomeMessages,
  );
export const listRelations = (id: string) => ask<ControlRelations>('GET', `/users/${id}/relations`);

export type RelationKind = 'follows' | 'blocks' | 'mutes';
/** As a person does in X's apps: whoever is protected is asked first. */
export const askToFollow = (source: string, target: string) =>
  ask<{ outcome: string }>('POST', '/follow-requests', { source, target });
export const acceptFollow = (source: string, target: string) =>
  ask('POST', '/follow-requests/accept', { source, target });
export const declineFollow = (source: string, target: string) =>
  ask('DELETE', '/follow-requests', { source, target });
type Arrow = { kind: RelationKind; source: string; target: string };
export const addRelation = ({ kind, ...arrow }: Arrow) => ask('POST', `/${kind}`, arrow);
export const removeRelation = ({ kind, ...arrow }: Arrow) => ask('DELETE', `/${kind}`, arrow);
