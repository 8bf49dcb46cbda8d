import type { EntryContent } from '../../contract/api/index.ts';
import type { ShortenedLink, XPerson } from '../conversations/index.ts';

/** A file that came with a message. */
export interface Attachment {
  readonly kind: 'photo' | 'gif' | 'video';
  readonly xMediaKey: string | null;
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly altText: string | null;
}

/** A direct message, whatever way and in whatever form it came. */
export interface MessageEvent {
  readonly kind: 'message';
  /** The connected user to whom X told it; null when X does not say. */
  readonly forXUserId: string | null;
  readonly xEventId: string;
  readonly at: Date;
  readonly senderId: string;
  readonly recipientId: string;
  readonly xConversationId: string | null;
  /** X's id of the group that it was written in; then `recipientId` is the connected user to whom X told it. */
  readonly groupId: string | null;
  readonly text: string;
  readonly content: EntryContent;
  readonly links: readonly ShortenedLink[];
  readonly attachment: Attachment | null;
  readonly people: readonly XPerson[];
}

/** A message that only X's own apps can read. */
export interface EncryptedEvent {
  readonly kind: 'encrypted';
  readonly forXUserId: string | null;
  readonly key: string;
  readonly at: Date;
  readonly senderId: string;
  readonly recipientId: string;
  readonly groupId: string | null;
  readonly people: readonly XPerson[];
}

/** Somebody joined a group, or left it. */
export interface MembersEvent {
  readonly kind: 'members';
  /** The connected user to whom X told it. */
  readonly forXUserId: string;
  readonly xEventId: string;
  readonly at: Date;
  readonly groupId: string;
  readonly change: 'joined' | 'left';
  /** Whoever asked them in; X does not always say. */
  readonly senderId: string | null;
  readonly recipientId: string;
  readonly memberXUserIds: readonly string[];
  readonly people: readonly XPerson[];
}

/** Somebody posted in public and X told one of our accounts: it is named there, or wrote it. */
export interface PostEvent {
  readonly kind: 'post';
  /** The connected user to whom X told it. */
  readonly forXUserId: string;
  readonly xPostId: string;
  readonly at: Date;
  readonly authorXUserId: string;
  readonly author: XPerson;
  readonly mentionedXUserIds: readonly string[];
  readonly inReplyToXPostId: string | null;
  readonly text: string;
  readonly links: readonly ShortenedLink[];
}

/** What X tells us, in one form. Ids are decimal strings. */
export type InboundEvent =
  | MessageEvent
  | EncryptedEvent
  | MembersEvent
  | PostEvent
  | {
      readonly kind: 'typing';
      readonly forXUserId: string | null;
      readonly senderId: string;
      readonly recipientId: string;
    }
  | {
      readonly kind: 'read';
      readonly forXUserId: string | null;
      readonly senderId: string;
      readonly recipientId: string;
      readonly lastReadEventId: string;
    }
  | { readonly kind: 'revoke'; readonly xUserId: string; readonly at: Date | null }
  /** Of a group, told to nobody whom we know. */
  | { readonly kind: 'group'; readonly forXUserId: string | null; readonly key: string }
  | { readonly kind: 'replay'; readonly jobId: string; readonly complete: boolean }
  /** Kept in the delivery and counted. */
  | { readonly kind: 'unknown'; readonly name: string };
