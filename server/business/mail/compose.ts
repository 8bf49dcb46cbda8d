import { buffer } from 'node:stream/consumers';
import type { SendMailOptions } from 'nodemailer';
import type { MailSetup } from '../../../contract/api/index.ts';
import type { BlobStore, WorkspaceDb } from '../../base/index.ts';
import {
  type Conversation,
  type Customer,
  findConversation,
  findCustomer,
  findMessage,
  isWithheld,
  listConsents,
  listCustomers,
  listPage,
  type Message,
  presentEntries,
} from '../../conversations/index.ts';
import { findHandle, type HandleRecord } from '../../handles/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import { listFilesOf, type MediaFile } from '../../media/index.ts';
import { findWorkItem } from '../../routing/index.ts';
import { domainOf } from './addresses.ts';
import { findInByKey } from './in-store.ts';
import { keyOfMessage } from './message-key.ts';
import { findThread } from './out-store.ts';
import { OWN_HEADER } from './read-mail.ts';
import { replyAddressOf } from './reply-address.ts';
import type { MailState, OutMail } from './types.ts';
import {
  type Line,
  type Person,
  sizeOf,
  wordsOfEntry,
  writeMessage,
  writeNotice,
  writeRefusal,
} from './write-mail.ts';

export interface ComposeDeps {
  readonly blobs: BlobStore;
  readonly publicUrl: string;
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
}

/** A mail as it goes out; `wait`: a file of it is still being fetched; undefined: there is nothing to say any more. */
export type Composed =
  | { readonly mail: SendMailOptions; readonly recipients: readonly string[] }
  | 'wait'
  | undefined;

const EARLIER = 10;
const MOST_BYTES = 20_000_000;
const MB = 1_000_000;
/** A file of X is waited for so long, then the mail goes without it. */
const FILE_PATIENCE_MS = 120_000;
/** Routing decides on the queue beside us, usually within a moment. */
const ROUTING_PATIENCE_MS = 3_000;

/** What a mail is written from. */
interface Scene {
  readonly deps: ComposeDeps;
  readonly db: WorkspaceDb;
  readonly state: MailState;
  readonly replyKey: string;
  readonly out: OutMail;
  readonly now: Date;
  readonly conversation: Conversation;
  readonly customer: Customer;
  readonly handle: HandleRecord;
  readonly person: Person;
  readonly link: string;
}

/** Writes a queued mail, from what is stored now and as colleagues may see it. */
export async function compose(
  deps: ComposeDeps,
  db: WorkspaceDb,
  state: MailState,
  replyKey: string,
  out: OutMail,
  now: Date,
): Promise<Composed> {
  if (out.kind === 'notice') return composeNotice(deps.publicUrl, state, out);
  const conversation = await findConversation(db, out.conversationId);
  const customer = conversation && (await findCustomer(db, conversation.customerId));
  const handle = conversation && (await findHandle(db, conversation.handleId));
  if (!conversation || !customer || !handle) return undefined;
  const person = personOf(customer, conversation);
  const link = `${deps.publicUrl}/inbox/all/${conversation.id}`;
  const scene = { deps, db, state, replyKey, out, now, conversation, customer, handle, person, link };
  return out.kind === 'message' ? composeMessage(scene) : composeRefusal(scene);
}

function composeNotice(publicUrl: string, { settings }: MailState, out: OutMail): Composed {
  const { to, subject = '', lines = [], path = '/', pathWords = 'Open it' } = out.detail;
  if (to === undefined) return undefined;
  return {
    recipients: [to],
    mail: {
      from: { name: settings.fromName || 'Rookery', address: settings.fromAddress },
      messageId: `<${out.id}@${domainOf(settings.fromAddress)}>`,
      ...writeNotice({ subject, lines, link: `${publicUrl}${path}`, linkWords: pathWords }),
      to,
      envelope: { from: settings.fromAddress, to: [to] },
      headers: {
        [OWN_HEADER]: out.id,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
    },
  };
}

function baseOf({ state: { settings }, out, handle }: Scene) {
  return {
    from: { name: settings.fromName || handle.name, address: settings.fromAddress },
    messageId: `<${out.id}@${domainOf(settings.fromAddress)}>`,
  };
}

function composeRefusal(scene: Scene): Composed {
  const { out, person, link } = scene;
  const { to, subject = '', reason = '', text = '', inReplyTo } = out.detail;
  if (to === undefined) return undefined;
  const above = inReplyTo ? `<${inReplyTo}>` : undefined;
  return {
    recipients: [to],
    mail: {
      ...baseOf(scene),
      ...writeRefusal({ person, subject, reason, text, link }),
      to,
      // An answer of a machine, RFC 3834: without a sender to bounce to, and marked as one.
      envelope: { from: '', to: [to] },
      headers: { [OWN_HEADER]: out.id, 'Auto-Submitted': 'auto-replied' },
      ...(above && { inReplyTo: above, references: [above] }),
    },
  };
}

async function composeMessage(scene: Scene): Promise<Composed> {
  const { deps, db, state, replyKey, out, now, conversation, handle, person, link } = scene;
  const { settings } = state;
  const message = out.messageId === null ? undefined : await findMessage(db, out.messageId);
  if (!message) return undefined;
  const writer = await findWriter(db, message);
  const ageMs = now.getTime() - out.queuedAt.getTime();
  const wanted = await recipientsOf(db, settings, conversation, ageMs < ROUTING_PATIENCE_MS);
  if (wanted === 'wait') return 'wait';
  const recipients = wanted.filter((one) => one.toLowerCase() !== writer);
  if (recipients.length === 0) return undefined;
  const files = await listFilesOf(db, [message.id]);
  if (ageMs < FILE_PATIENCE_MS && files.some((file) => file.state === 'pending')) return 'wait';
  const thread = await findThread(db, conversation.id);
  const { messages } = await listPage(db, conversation.id, { before: message.position }, EARLIER);
  const said = messages.filter((one) => one.kind === 'message' || one.kind === 'encrypted');
  const { lines, isHidden } = await linesOf(scene, [...said, message]);
  const line = lines.pop();
  if (!line) return undefined;
  const added = await addFiles(deps, db, settings.mostFileMb * MB, isHidden ? [] : files);
  const canReply = settings.incoming !== 'none';
  const place = { workspaceId: db.workspaceId, conversationId: conversation.id };
  return {
    recipients,
    mail: {
      ...baseOf(scene),
      ...writeMessage({
        person,
        handle: handle.name,
        isFirst: thread === undefined,
        line: { ...line, files: added.named },
        earlier: lines,
        canReply,
        link,
      }),
      to: [...recipients],
      envelope: { from: settings.fromAddress, to: [...recipients] },
      ...(canReply && {
        replyTo: { name: person.name, address: replyAddressOf(settings.replyAddress, replyKey, place) },
      }),
      // Keeps notices of absence from being sent: RFC 3834, and Exchange in its own way.
      headers: {
        [OWN_HEADER]: out.id,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
      ...(thread && {
        inReplyTo: `<${thread.lastId}>`,
        references: [...new Set([`<${thread.rootId}>`, `<${thread.lastId}>`])],
      }),
      attachments: added.attachments,
    },
  };
}

/** The address from which a message was answered by mail: it has it already. */
async function findWriter(db: WorkspaceDb, message: Message): Promise<string | undefined> {
  const key = keyOfMessage(message.idempotencyKey);
  return key === undefined ? undefined : (await findInByKey(db, key, message.conversationId))?.fromAddress;
}

/** A queue's own addresses before a handle's, before those of all. */
async function recipientsOf(
  db: WorkspaceDb,
  settings: MailSetup,
  conversation: Conversation,
  isYoung: boolean,
): Promise<readonly string[] | 'wait'> {
  const byQueue = settings.routes.some(({ kind }) => kind === 'queue');
  const item = byQueue ? await findWorkItem(db, conversation.id) : undefined;
  if (byQueue && isYoung && (!item || item.state === 'closed')) return 'wait';
  const find = (kind: 'queue' | 'handle', id: string | undefined) =>
    settings.routes.find((one) => one.kind === kind && one.id === id)?.recipients;
  return find('queue', item?.queueId) ?? find('handle', conversation.handleId) ?? settings.recipients;
}

/** Entries as mails show them, masked; what the customer has not agreed to show is not in it. */
async function linesOf(
  { deps, db, conversation, customer }: Scene,
  messages: readonly Message[],
): Promise<{ readonly lines: Line[]; readonly isHidden: boolean }> {
  const consents = await listConsents(db, [conversation.id]);
  const isHidden = isWithheld(consents.get(conversation.id) ?? 'none');
  const shown = messages.map((one) =>
    isHidden && one.direction === 'in' ? { ...one, text: '', content: { withheld: true } } : one,
  );
  const entries = presentEntries(shown, new Map(), await readMaskingRules(db));
  const names = await deps.findNames(db);
  const writers = await listCustomers(db, [
    ...new Set(messages.flatMap((one) => (one.authorKind === 'customer' ? (one.authorId ?? []) : []))),
  ]);
  const nameOf = (entry: (typeof entries)[number]) => {
    switch (entry.authorKind) {
      case 'customer':
        return nameOfCustomer(writers.find(({ id }) => id === entry.authorId) ?? customer);
      case 'agent':
        return names.get(entry.authorId ?? '') ?? 'A colleague';
      case 'program':
        return entry.content.program?.displayName ?? 'A program';
      case 'x':
        return 'Answered on X';
      case 'system':
        return 'Automatic message';
    }
  };
  const files = isHidden
    ? []
    : await listFilesOf(
        db,
        messages.map(({ id }) => id),
      );
  return {
    isHidden: isHidden && messages.at(-1)?.direction === 'in',
    lines: entries.map((entry) => ({
      author: nameOf(entry),
      at: new Date(entry.at),
      text: wordsOfEntry(entry),
      files: files.filter((file) => file.messageId === entry.id).map((file) => `(${wordOf(file)})`),
    })),
  };
}

function nameOfCustomer(customer: Customer): string {
  return customer.name ?? (customer.username === null ? 'A customer' : `@${customer.username}`);
}

function personOf(customer: Customer, conversation: Conversation): Person {
  const { username, profile } = customer;
  const { followers, location, description } = profile;
  return {
    name: conversation.groupId === null ? nameOfCustomer(customer) : (conversation.name ?? 'A group'),
    username: conversation.groupId === null ? username : null,
    facts: [
      ...(username === null ? [] : [`https://x.com/${username}`]),
      ...(followers === undefined ? [] : [`${followers.toLocaleString('en')} followers`]),
      ...(profile.verified ? ['Verified on X'] : []),
      ...(location ? [`Location: ${location}`] : []),
      ...(description ? [`Bio: ${description}`] : []),
    ],
  };
}

const KINDS: Readonly<Record<MediaFile['kind'], string>> = {
  photo: 'picture',
  gif: 'GIF',
  video: 'video',
  file: 'file',
};

function wordOf(file: MediaFile): string {
  return file.byteSize === null ? KINDS[file.kind] : `${KINDS[file.kind]}, ${sizeOf(file.byteSize)}`;
}

/** Files that fit go along; the others are named, and are on the desk. */
async function addFiles(deps: ComposeDeps, db: WorkspaceDb, mostBytes: number, files: readonly MediaFile[]) {
  const attachments: NonNullable<SendMailOptions['attachments']> = [];
  const named: string[] = [];
  let room = MOST_BYTES;
  for (const [index, file] of files.entries()) {
    const size = file.byteSize ?? 0;
    if (file.state !== 'stored' || file.blobKey === null) {
      named.push(`[The ${KINDS[file.kind]} could not be fetched from X.]`);
    } else if (size > mostBytes || size > room) {
      named.push(`[${wordOf(file)}: too large to be mailed, see the desk]`);
    } else {
      room -= size;
      const [, ending = 'bin'] = (file.contentType ?? '').split('/');
      const filename = `${KINDS[file.kind]}-${index + 1}.${ending.replace(/[^a-z0-9]/g, '') || 'bin'}`;
      attachments.push({
        filename,
        content: await buffer(await deps.blobs.read(db.workspaceId, file.blobKey)),
        ...(file.contentType !== null && { contentType: file.contentType }),
      });
      named.push(`[${wordOf(file)}, attached]`);
    }
  }
  return { attachments, named };
}
