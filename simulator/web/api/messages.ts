import { Refusal, ask } from './ask.ts';
import type { Fault, FaultInput, FaultList } from '../../../contract/control/faults.ts';
import type {
  ControlConversation,
  ControlEvent,
  ControlSent,
  NewControlMessage,
} from '../../../contract/control/messages.ts';
import type { ControlThread, NewControlThread } from '../../../contract/control/threads.ts';
import type { ControlTime } from '../../../contract/control/running.ts';
import type { ControlUser } from '../../../contract/control/users.ts';

/** So many are at hand; beyond them they are searched for. */
export const MOST_PEOPLE = 1000;
export const PAGE_SIZE = 60;

const readBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `readAsDataURL` gives text.
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Refusal('The file could not be read.'));
    reader.readAsDataURL(file);
  });

const categoryOf = (file: File) => {
  if (file.type === 'image/gif') return 'dm_gif';
  return file.type.startsWith('video/') ? 'dm_video' : 'dm_image';
};

export const api = {
  listUsers: () =>
    ask<{ users: ControlUser[] }>('GET', `/users?limit=${MOST_PEOPLE}`).then(({ users }) => users),
  createUser: (user: { name: string; username: string }) => ask<ControlUser>('POST', '/users', user),
  listConversations: (userId: string) =>
    ask<{ conversations: ControlConversation[] }>('GET', `/users/${userId}/conversations`).then(
      ({ conversations }) => conversations,
    ),
  listEvents: (userId: string, conversationId: string, before?: string) =>
    ask<{ events: ControlEvent[] }>(
      'GET',
      `/conversations/${conversationId}/events?as=${userId}&limit=${PAGE_SIZE}${before ? `&before=${before}` : ''}`,
    ).then(({ events }) => events),
  send: (message: NewControlMessage) => ask<ControlSent>('POST', '/messages', message),
  upload: async (owner: string, file: File) =>
    ask<{ id: string }>('POST', '/media', {
      owner,
      category: categoryOf(file),
      bytes: await readBase64(file),
    }),
  openThread: (thread: NewControlThread) => ask<ControlThread>('POST', '/threads/open', thread),
  acceptRequest: (conversationId: string, user: string) =>
    ask('POST', `/conversations/${conversationId}/accept`, { user }),
  type: (from: string, to: string) => ask('POST', '/typing', { from, to }),
  read: (reader: string, other: string) => ask('POST', '/reads', { reader, other }),
  advance: (advanceMs: number) => ask<ControlTime>('POST', '/time', { advanceMs }),
  listFaults: () => ask<FaultList>('GET', '/faults'),
  addFault: (fault: FaultInput) => ask<Fault>('POST', '/faults', fault),
  removeFault: (id: string) => ask<FaultList>('DELETE', `/faults/${id}`),
};
