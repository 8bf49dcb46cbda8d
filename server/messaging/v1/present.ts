import type { AppUserV1, ClientV1 } from '../../../contract/sunshine/v1/app-users.ts';
import type { SunshineMessage } from '../../../contract/sunshine/messages.ts';
import type { SunshineClient } from '../../../contract/sunshine/users.ts';
import { derivedId, presentUser } from '../users/present.ts';
import type { User } from '../users/user.ts';

type MessageV1 = Record<string, unknown> & {
  _id: string;
  type: string;
  role: 'appMaker' | 'appUser';
  received: number;
  source: { type: string };
};

/** A message in the flat form of v1.1: times are unix seconds, cards and buttons have ids. */
export function presentMessageV1(message: SunshineMessage): MessageV1 {
  const { type, items, actions, ...content } = message.content;
  const isUser = message.author.type === 'user';
  return {
    ...content,
    ...(Array.isArray(items) ? { items: withIds(items, message.id, 'item') } : {}),
    ...(Array.isArray(actions) ? { actions: withIds(actions, message.id, 'action') } : {}),
    _id: message.id,
    type,
    ...(message.author.userId ? { authorId: message.author.userId } : {}),
    role: isUser ? 'appUser' : 'appMaker',
    ...(message.author.displayName === undefined ? {} : { name: message.author.displayName }),
    ...(message.author.avatarUrl ? { avatarUrl: message.author.avatarUrl } : {}),
    received: seconds(message.received),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    ...(message.deleted ? { deleted: true } : {}),
    source: {
      ...message.source,
      type: message.source.type === 'api:conversations' ? 'api' : message.source.type,
      ...(message.source.originalMessageTimestamp
        ? { originalMessageTimestamp: seconds(message.source.originalMessageTimestamp) }
        : {}),
    },
  };
}

function withIds(values: readonly unknown[], ...of: readonly string[]): object[] {
  return values.map((value, index) => {
    const place = [...of, String(index)];
    const own: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {};
    const { actions } = own;
    return {
      _id: derivedId(...place),
      ...own,
      ...(Array.isArray(actions) ? { actions: withIds(actions, ...place) } : {}),
    };
  });
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

export function presentClientV1(client: SunshineClient, primary: boolean): ClientV1 {
  const { id, type, status, ...rest } = client;
  return { _id: id, platform: type, active: status === 'active', primary, ...rest };
}

/** A user with their clients, of which the first counts: they last wrote there. */
export function presentAppUser(
  user: User,
  clients: readonly SunshineClient[],
  conversationStarted: boolean,
): AppUserV1 {
  const { id, externalId, signedUpAt, profile, metadata } = presentUser(user);
  const { givenName, surname, email, avatarUrl } = profile;
  const newest = clients.toSorted((a, b) => (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''));
  return {
    _id: id,
    ...(externalId === undefined ? {} : { userId: externalId }),
    ...(givenName ? { givenName } : {}),
    ...(surname ? { surname } : {}),
    ...(email ? { email } : {}),
    ...(avatarUrl ? { avatarUrl } : {}),
    signedUpAt,
    properties: metadata,
    conversationStarted,
    clients: newest.map((one, index) => presentClientV1(one, index === 0)),
    pendingClients: [],
  };
}
