import type { ChatSignature } from '../state/chat.ts';
import {
  ThriftError,
  type ThriftStruct,
  bytesField,
  bytesOf,
  flagOf,
  i32Field,
  i64Field,
  flagField,
  listOf,
  makeStruct,
  numberOf,
  readStruct,
  structField,
  structsField,
  structOf,
  textField,
  textOf,
  textsField,
  textsOf,
} from './thrift.ts';

// The structures and their numbers: https://github.com/xdevplatform/chat-xdk/blob/main/thrift/event.thrift

/** A `MessageCreateEvent`: what a client sends, the contents encrypted. */
export interface CreateEvent {
  contents: Buffer;
  keyVersion: string;
  ttlMs?: number;
  /** The struct as sent, which travels on untouched. */
  struct: Buffer;
}

export interface ParticipantKey {
  userId: string;
  encryptedKey: string;
  publicKeyVersion: string;
}

/** A `MessageEventDetail`, as much of it as X must understand. */
export type Detail =
  | { kind: 'key_change'; keyVersion: string; participantKeys: ParticipantKey[] }
  | {
      kind: 'group_create';
      memberIds: string[];
      adminIds: string[];
      title?: string;
      avatarUrl?: string;
      keyVersion: string;
      isLegacyUpgrade?: boolean;
    }
  | {
      kind: 'member_add';
      memberIds: string[];
      currentMemberIds: string[];
      currentAdminIds: string[];
      title?: string;
      avatarUrl?: string;
      keyVersion: string;
      ttlMs?: number;
      blocksScreenCapture?: boolean;
    }
  | { kind: 'members_removed' | 'admins_added' | 'admins_removed'; userIds: string[] }
  | { kind: 'title'; title: string; keyVersion: string }
  | { kind: 'delete'; sequenceIds: string[]; action: number }
  | { kind: 'other' };

const detailIds = { create: 1, keyChange: 3, group: 4, failure: 5, delete: 7 };

export const failures = {
  emptyDetail: 1,
  contentsTooLarge: 3,
  invalidSenderSignature: 5,
  nonLatestKeyVersion: 6,
  signatureFailed: 13,
  generic: 14,
  invalidSignatureVersion: 16,
} as const;
export type Failure = (typeof failures)[keyof typeof failures];

/** Undefined when the text is not base64 of a struct. */
function decode(text: string): { struct: ThriftStruct; bytes: Buffer } | undefined {
  const bytes = Buffer.from(text, 'base64');
  try {
    return bytes.length === 0 ? undefined : { struct: readStruct(bytes), bytes };
  } catch (error) {
    if (error instanceof ThriftError) return undefined;
    throw error;
  }
}

export function readCreateEvent(text: string): CreateEvent | undefined {
  const decoded = decode(text);
  if (!decoded) return undefined;
  return {
    contents: bytesOf(decoded.struct, 100) ?? Buffer.alloc(0),
    keyVersion: textOf(decoded.struct, 101) ?? '',
    ttlMs: numberOf(decoded.struct, 103),
    struct: decoded.bytes,
  };
}

export function readSignature(text: string): ChatSignature | undefined {
  const struct = decode(text)?.struct;
  if (!struct) return undefined;
  return {
    signature: textOf(struct, 1) ?? '',
    publicKeyVersion: textOf(struct, 2) ?? '',
    signatureVersion: textOf(struct, 3) ?? '',
  };
}

export function readDetail(text: string): Detail | undefined {
  const struct = decode(text)?.struct;
  if (!struct) return undefined;
  const keyChange = structOf(struct, detailIds.keyChange);
  if (keyChange) return readKeyChange(keyChange);
  const group = structOf(struct, detailIds.group);
  const change = group && structOf(group, 1);
  const created = change && structOf(change, 1);
  if (created) return readGroupCreate(created);
  const added = change && structOf(change, 5);
  if (added) return readMemberAdd(added);
  const changed = change && readRosterChange(change);
  if (changed) return changed;
  const deleted = structOf(struct, detailIds.delete);
  if (deleted) return { kind: 'delete', sequenceIds: textsOf(deleted, 1), action: numberOf(deleted, 2) ?? 0 };
  return { kind: 'other' };
}

const rosterChanges = [
  [4, 'admins_added'],
  [6, 'admins_removed'],
  [7, 'members_removed'],
] as const;

function readRosterChange(change: ThriftStruct): Detail | undefined {
  const title = structOf(change, 2);
  if (title) return { kind: 'title', title: textOf(title, 1) ?? '', keyVersion: textOf(title, 2) ?? '' };
  for (const [id, kind] of rosterChanges) {
    const struct = structOf(change, id);
    if (struct) return { kind, userIds: textsOf(struct, 1) };
  }
  return undefined;
}

function readKeyChange(struct: ThriftStruct): Detail {
  return {
    kind: 'key_change',
    keyVersion: textOf(struct, 1) ?? '',
    participantKeys: listOf(struct, 2).flatMap((item) =>
      item instanceof Map
        ? [
            {
              userId: textOf(item, 1) ?? '',
              encryptedKey: textOf(item, 2) ?? '',
              publicKeyVersion: textOf(item, 3) ?? '',
            },
          ]
        : [],
    ),
  };
}

function readGroupCreate(struct: ThriftStruct): Detail {
  return {
    kind: 'group_create',
    memberIds: textsOf(struct, 1),
    adminIds: textsOf(struct, 2),
    title: textOf(struct, 3),
    avatarUrl: textOf(struct, 4),
    keyVersion: textOf(struct, 5) ?? '',
    isLegacyUpgrade: flagOf(struct, 6),
  };
}

function readMemberAdd(struct: ThriftStruct): Detail {
  return {
    kind: 'member_add',
    memberIds: textsOf(struct, 1),
    currentMemberIds: textsOf(struct, 2),
    currentAdminIds: textsOf(struct, 3),
    title: textOf(struct, 4),
    avatarUrl: textOf(struct, 5),
    keyVersion: textOf(struct, 6) ?? '',
    ttlMs: numberOf(struct, 7),
    blocksScreenCapture: flagOf(struct, 9),
  };
}

/** The `MessageCreateEvent` inside a stored `MessageEventDetail`. */
export function readCreateDetail(text: string): Pick<CreateEvent, 'contents' | 'keyVersion'> | undefined {
  const create = decode(text)?.struct;
  const event = create && structOf(create, detailIds.create);
  if (!event) return undefined;
  return { contents: bytesOf(event, 100) ?? Buffer.alloc(0), keyVersion: textOf(event, 101) ?? '' };
}

/** A `MessageCreateEvent` as a device makes it, base64. */
export function encodeMessage(contents: Buffer, keyVersion: string): string {
  return makeStruct(bytesField(100, contents), textField(101, keyVersion), flagField(102, true)).toString(
    'base64',
  );
}

/** A `MessageEventSignature`, base64. */
export function signatureStruct(signature: ChatSignature): string {
  return encodeSignature(signature).toString('base64');
}

export function keyChangeDetail(keyVersion: string, participantKeys: readonly ParticipantKey[]): string {
  const keys = participantKeys.map(({ userId, encryptedKey, publicKeyVersion }) =>
    makeStruct(textField(1, userId), textField(2, encryptedKey), textField(3, publicKeyVersion)),
  );
  const change = makeStruct(textField(1, keyVersion), structsField(2, keys));
  return makeStruct(structField(detailIds.keyChange, change)).toString('base64');
}

/** Which failure a `MessageEvent` tells of, if any. */
export function readSent(text: string): { failure?: number } {
  const detail = decode(text)?.struct;
  const failure = detail && structOf(structOf(detail, 7) ?? new Map(), detailIds.failure);
  return failure ? { failure: numberOf(failure, 1) } : {};
}

/** The `MessageEventDetail` of a message: the client's struct, unchanged. */
export function createDetail(event: CreateEvent): Buffer {
  return makeStruct(structField(detailIds.create, event.struct));
}

export function failureDetail(failure: Failure): Buffer {
  return makeStruct(structField(detailIds.failure, makeStruct(i32Field(1, failure))));
}

type GroupCreate = Omit<Extract<Detail, { kind: 'group_create' }>, 'kind'>;
type MemberAdd = Omit<Extract<Detail, { kind: 'member_add' }>, 'kind'>;

/** A `GroupChangeEvent` as a device makes it, base64. */
export function groupChangeDetail(
  change:
    | ({ kind: 'group_create' } & GroupCreate)
    | ({ kind: 'member_add' } & MemberAdd)
    | { kind: 'title'; title: string; keyVersion: string }
    | { kind: 'members_removed' | 'admins_added' | 'admins_removed'; userIds: readonly string[] },
): string {
  const [id, struct] = groupChange(change);
  const union = makeStruct(structField(id, struct));
  return makeStruct(structField(detailIds.group, makeStruct(structField(1, union)))).toString('base64');
}

function groupChange(change: Parameters<typeof groupChangeDetail>[0]): [number, Buffer] {
  switch (change.kind) {
    case 'group_create':
      return [
        1,
        makeStruct(
          textsField(1, change.memberIds),
          textsField(2, change.adminIds),
          textField(3, change.title),
          textField(4, change.avatarUrl),
          textField(5, change.keyVersion),
        ),
      ];
    case 'title':
      return [2, makeStruct(textField(1, change.title), textField(2, change.keyVersion))];
    case 'admins_added':
      return [4, makeStruct(textsField(1, change.userIds))];
    case 'member_add':
      return [
        5,
        makeStruct(
          textsField(1, change.memberIds),
          textsField(2, change.currentMemberIds),
          textsField(3, change.currentAdminIds),
          textField(4, change.title),
          textField(5, change.avatarUrl),
          textField(6, change.keyVersion),
          i64Field(7, change.ttlMs),
        ),
      ];
    case 'admins_removed':
      return [6, makeStruct(textsField(1, change.userIds))];
    case 'members_removed':
      return [7, makeStruct(textsField(1, change.userIds))];
  }
}

/** What X adds around a detail before it passes it on. */
export interface Envelope {
  sequenceId: string;
  messageId: string;
  senderId: string;
  conversationId: string;
  conversationToken?: string;
  createdAt: number;
  detail: Buffer;
  signature?: ChatSignature;
  previousId?: string;
  isTrusted?: boolean;
}

/** A page that was asked for, as against a live event: `MessageEventRelaySource.MessagePull`. */
const messagePull = 1;

/** A whole `MessageEvent`, base64. */
export function encodeEvent(event: Envelope): string {
  const { signature } = event;
  return makeStruct(
    textField(1, event.sequenceId),
    textField(2, event.messageId),
    textField(3, event.senderId),
    textField(4, event.conversationId),
    textField(5, event.conversationToken),
    textField(6, String(event.createdAt)),
    structField(7, event.detail),
    i32Field(8, messagePull),
    structField(9, signature && encodeSignature(signature)),
    textField(10, event.previousId),
    flagField(11, event.isTrusted),
  ).toString('base64');
}

function encodeSignature(signature: ChatSignature): Buffer {
  return makeStruct(
    textField(1, signature.signature),
    textField(2, signature.publicKeyVersion),
    textField(3, signature.signatureVersion),
    textField(4, signature.signingPublicKey),
  );
}
