import type { XClient } from '../client.ts';
import { type Endpoint, perUser } from '../endpoint.ts';

/** v1.1 only; an app without that access is refused with `x_access_level`. */
export const typingEndpoint: Endpoint = {
  name: 'dm_typing',
  method: 'POST',
  host: 'api',
  path: '/1.1/direct_messages/indicate_typing.json',
  auth: ['oauth1'],
  limits: [perUser(1000)],
};

export const markReadEndpoint: Endpoint = {
  name: 'dm_mark_read',
  method: 'POST',
  host: 'api',
  path: '/1.1/direct_messages/mark_read.json',
  auth: ['oauth1'],
  limits: [perUser(1000)],
};

/** Shows the recipient for about three seconds that somebody writes. @throws XProblem */
export async function indicateTyping(client: XClient, recipientId: string): Promise<void> {
  await client.call(typingEndpoint, { form: { recipient_id: recipientId } });
}

/** Shows the recipient that everything up to this event was read. @throws XProblem */
export async function markRead(client: XClient, recipientId: string, lastReadEventId: string): Promise<void> {
  await client.call(markReadEndpoint, {
    form: { last_read_event_id: lastReadEventId, recipient_id: recipientId },
  });
}
