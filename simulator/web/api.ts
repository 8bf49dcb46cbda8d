import type { Fault, FaultInput, FaultList } from '../../contract/control/faults.ts';
import type {
  ControlConversation,
  ControlEvent,
  ControlSent,
  NewControlMessage,
} from '../../contract/control/messages.ts';
import type { ControlTime } from '../../contract/control/running.ts';
import type { ControlUser } from '../../contract/control/users.ts';

/** A refusal of the simulator, in its own words. */
export class Refusal extends Error {}

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/_control${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) {
    const said =
      typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : '';
    throw new Refusal(said || `${response.status}`);
  }
  // The control API answers what its contract says.
  return answer as Answer;
}

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
  listUsers: () => ask<{ users: ControlUser[] }>('GET', '/users?limit=1000').then(({ users }) => users),
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
  type: (from: string, to: string) => ask('POST', '/typing', { from, to }),
  read: (reader: string, other: string) => ask('POST', '/reads', { reader, other }),
  advance: (advanceMs: number) => ask<ControlTime>('POST', '/time', { advanceMs }),
  listFaults: () => ask<FaultList>('GET', '/faults'),
  addFault: (fault: FaultInput) => ask<Fault>('POST', '/faults', fault),
  removeFault: (id: string) => ask<FaultList>('DELETE', `/faults/${id}`),
};
