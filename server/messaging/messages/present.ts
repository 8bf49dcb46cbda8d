import { createHash } from 'node:crypto';
import type { Entry, ProgramNote, RichContent } from '../../../contract/api/index.ts';
import { authorSubtypes, MOST_TEXT, type SunshineMessage } from '../../../contract/sunshine/messages.ts';
import type { Message } from '../../conversations/index.ts';
import type { MediaFile } from '../../media/index.ts';
import { fallbackText, splitLongText } from '../../outbound/index.ts';
import { extensionOf } from '../attachments/files.ts';
import { derivedId, nameOf, shortened } from '../users/present.ts';
import type { User } from '../users/user.ts';
import type { KeptMessage } from './store.ts';

type Content = SunshineMessage['content'];

/** What is known around messages that are to be shown. */
export interface Around {
  readonly users: ReadonlyMap<string, User>;
  /** Names of members by their id. */
  readonly names: ReadonlyMap<string, string>;
  readonly handleId: string;
  /** What the business is called where nobody says otherwise. */
  readonly businessName: string;
  readonly files: ReadonlyMap<string, readonly MediaFile[]>;
  readonly addressOf: (file: { readonly id: string; readonly extension: string }) => string;
}

/**
 * An entry of a thread as messages of the API, masked as the entry is. A text that is longer than clients take becomes
 * several, of which the last has the entry's own id.
 */
export function presentMessage(message: Message, entry: Entry, around: Around): SunshineMessage[] {
  const one: SunshineMessage = {
    id: message.id,
    received: message.at.toISOString(),
    author: authorOf(message, around),
    content: { type: 'text', text: '' },
    source: sourceOf(message, around.handleId),
    ...metadataOf(message.content.program?.metadata),
    ...(message.deletedAt ? { deleted: true } : {}),
  };
  const content = contentOf(entry, around);
  const text = content['text'];
  if (content.type !== 'text' || typeof text !== 'string' || text.length <= MOST_TEXT) {
    return [{ ...one, content }];
  }
  const parts = splitLongText(text, MOST_TEXT);
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    return {
      ...one,
      id: isLast ? message.id : derivedId('part', message.id, String(index)),
      content: isLast ? { ...content, text: part } : { type: 'text', text: part },
    };
  });
}

function authorOf(message: Message, around: Around): SunshineMessage['author'] {
  if (message.direction === 'in') return userAuthor(message.authorId ?? '', around.users);
  const { program } = message.content;
  const name =
    program?.displayName ??
    (message.authorKind === 'agent' ? around.names.get(message.authorId ?? '') : undefined) ??
    around.businessName;
  return {
    type: 'business',
    displayName: name,
    avatarUrl: program?.avatarUrl ?? defaultAvatar(name),
    ...subtypesOf(program),
  };
}

function subtypesOf(note: ProgramNote | undefined): Pick<SunshineMessage['author'], 'subtypes'> {
  const known = authorSubtypes.filter((one) => note?.subtypes?.includes(one));
  return known.length > 0 ? { subtypes: known } : {};
}

export function userAuthor(userId: string, users: ReadonlyMap<string, User>): SunshineMessage['author'] {
  const user = users.get(userId);
  const avatarUrl = user?.kept?.profile.avatarUrl ?? user?.customer?.avatarUrl;
  const externalId = user?.kept?.externalId;
  return {
    type: 'user',
    userId,
    displayName: user ? nameOf(user) : 'Unknown',
    ...(avatarUrl ? { avatarUrl } : {}),
    user: { id: userId, authenticated: false, ...(externalId ? { externalId } : {}) },
  };
}

/** A picture for who has none, in the place where clients of this API look for one. */
function defaultAvatar(name: string): string {
  const hash = createHash('md5').update(name.trim().toLowerCase()).digest('hex');
  return `https://www.gravatar.com/avatar/${hash}.png?s=200&d=mm`;
}

function sourceOf(message: Message, handleId: string): SunshineMessage['source'] {
  if (message.authorKind === 'customer' || message.authorKind === 'x') {
    if (message.xEventId === null) return { type: 'api:conversations' };
    return {
      type: 'twitter',
      integrationId: handleId,
      originalMessageId: message.xEventId,
      originalMessageTimestamp: message.at.toISOString(),
    };
  }
  return { type: message.authorKind === 'program' ? 'api:conversations' : 'rookery:desk' };
}

function contentOf(entry: Entry, around: Around): Content {
  if (entry.deletedAt !== null) return { type: 'text', text: '' };
  const { rich, location, quickReplyAnswer } = entry.content;
  if (rich) return presentRich(rich);
  const [file] = around.files.get(entry.id) ?? [];
  if (file) return fileContent(file, entry.text, around);
  if (location && location.latitude !== null && location.longitude !== null) {
    const coordinates = { lat: location.latitude, long: location.longitude };
    return {
      type: 'location',
      coordinates,
      ...(location.name ? { location: { name: location.name } } : {}),
      text: fallbackText({ type: 'location', coordinates }) ?? '',
    };
  }
  const offered = (entry.content.quickReplies ?? []).map((one) => ({
    type: 'reply',
    text: one.label,
    payload: one.label,
  }));
  const payload = quickReplyAnswer?.payload ?? quickReplyAnswer?.metadata;
  return {
    type: 'text',
    text: entry.text,
    ...(payload ? { payload } : {}),
    ...(offered.length > 0 && entry.direction === 'out' ? { actions: offered } : {}),
  };
}

function fileContent(file: MediaFile, text: string, around: Around): Content {
  const mediaType = file.contentType ?? (file.kind === 'photo' ? 'image/jpeg' : 'video/mp4');
  const isImage = mediaType.startsWith('image/');
  return {
    type: isImage ? 'image' : 'file',
    mediaUrl: around.addressOf({ id: file.id, extension: extensionOf(mediaType) }),
    mediaType,
    ...(file.byteSize === null ? {} : { mediaSize: file.byteSize }),
    ...(text === '' ? {} : { text }),
    ...(file.altText ? { altText: shortened(file.altText, 128) } : {}),
  };
}

/** Rich content as the API gives it back: what the contract's answers add is added. */
export function presentRich(rich: RichContent): Content {
  switch (rich.type) {
    case 'carousel':
      return {
        ...rich,
        items: rich.items.map((item) => ({ ...item, actions: item.actions.map(presentAction) })),
        text: fallbackText(rich) ?? '',
      };
    case 'list':
      return {
        ...rich,
        items: rich.items.map((item) => ({ ...item, actions: item.actions.map(presentAction) })),
        // Of a list, none is no field: strict clients read one at least.
        ...(rich.actions?.length ? { actions: rich.actions.map(presentAction) } : {}),
        text: fallbackText(rich) ?? '',
      };
    case 'location':
      return { ...rich, text: fallbackText(rich) ?? '' };
    case 'text':
    case 'image':
      return { ...rich, ...(rich.actions ? { actions: rich.actions.map(presentAction) } : {}) };
    case 'file':
      return { ...rich };
  }
}

function presentAction(action: object & { readonly type: string }): object {
  if (action.type === 'postback') return { ...action, uri: '' };
  return action.type === 'buy' ? { ...action, state: 'offered' } : action;
}

function metadataOf(metadata: Readonly<Record<string, unknown>> | undefined | null) {
  // What was stored had passed the schema of the request.
  return metadata ? { metadata: metadata as NonNullable<SunshineMessage['metadata']> } : {};
}

/** Something said in a conversation that only programs know. */
export function presentKept(
  message: KeptMessage,
  users: ReadonlyMap<string, User>,
  businessName: string,
): SunshineMessage {
  const { userId, note } = message.author;
  const name = note.displayName ?? businessName;
  return {
    id: message.id,
    received: message.receivedAt.toISOString(),
    author:
      userId === null
        ? {
            type: 'business',
            displayName: name,
            avatarUrl: note.avatarUrl ?? defaultAvatar(name),
            ...subtypesOf(note),
          }
        : userAuthor(userId, users),
    content: presentRich(message.content),
    source: { type: 'api:conversations' },
    ...metadataOf(message.metadata),
  };
}
