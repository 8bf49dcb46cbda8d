import type { AttributeValues, Entry, EntryContent, SendState } from '../../contract/api/index.ts';
import type { Id } from '../base/index.ts';

export type CustomerId = Id<'customer'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;

/** What X says of a user; only what is there is taken over. */
export interface SocialProfile {
  readonly followers?: number;
  readonly following?: number;
  readonly posts?: number;
  readonly verified?: boolean;
  readonly description?: string;
  readonly location?: string;
  readonly url?: string;
  /** RFC 3339. */
  readonly joinedXAt?: string;
  readonly protected?: boolean;
}

/** A user of X as an event or a lookup shows it. Without `username` nothing but the id is known. */
export interface XPerson {
  readonly xUserId: string;
  readonly username?: string;
  readonly name?: string;
  readonly avatarUrl?: string;
  readonly profile?: SocialProfile;
}

export interface Customer {
  readonly id: CustomerId;
  readonly xUserId: string;
  readonly username: string | null;
  readonly name: string | null;
  readonly avatarUrl: string | null;
  readonly profile: SocialProfile;
  readonly profileAt: Date | null;
  readonly contactId: string | null;
  /** Linked instead of a contact. */
  readonly companyId: string | null;
  /** Who linked the one or the other: person or rule. */
  readonly contactLinkedBy: string | null;
  /** Contacts and companies that a person took off. */
  readonly refusedIds: readonly string[];
  /** Values of the workspace's own attributes, by their key. */
  readonly attributes: AttributeValues;
  readonly createdAt: Date;
}

/** What programs have said in a row: how many, how often one followed another, and which was last. */
export interface ProgramRun {
  readonly run: number;
  readonly turns: number;
  readonly last: string | null;
}

export interface Conversation {
  readonly id: ConversationId;
  readonly customerId: CustomerId;
  readonly handleId: Id<'handle'>;
  readonly accountId: Id<'account'>;
  readonly xConversationId: string | null;
  /** X's id of a group; null for the thread of a handle and one customer. */
  readonly groupId: string | null;
  /** What we call a group. */
  readonly name: string | null;
  /** Our account left the group. */
  readonly leftAt: Date | null;
  /** No entry stands behind it. */
  readonly lastPosition: string;
  readonly lastAt: Date;
  readonly lastPreview: string;
  readonly lastDirection: Entry['direction'];
  readonly lastInboundAt: Date | null;
  readonly customerReadPosition: string;
  /** Messages of programs since a customer or an agent last wrote. */
  readonly programs: ProgramRun;
  readonly createdAt: Date;
}

/** Somebody in a group, beside our account. */
export interface Participant {
  readonly customerId: CustomerId;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}

export type EntryKind = Entry['kind'];
export type AuthorKind = Entry['authorKind'];
export type Failure = NonNullable<Entry['failure']>;

/** One entry of a thread, as stored. */
export interface Message {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly position: string;
  readonly accountId: Id<'account'>;
  readonly kind: EntryKind;
  readonly direction: Entry['direction'];
  readonly authorKind: AuthorKind;
  readonly authorId: string | null;
  readonly text: string;
  readonly content: EntryContent;
  readonly xEventId: string | null;
  readonly at: Date;
  readonly state: SendState;
  readonly notBefore: Date | null;
  /** While it waits: when it leaves by the limits as they stand. */
  readonly sendsAt: Date | null;
  readonly sendPriority: number;
  readonly failure: Failure | null;
  readonly idempotencyKey: string | null;
  readonly deletedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
