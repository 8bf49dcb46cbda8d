import { AppError, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { KeptRefused, keepFile, ContentTooLarge, type MediaFile } from '../../media/index.ts';
import { LONGEST_TEXT, splitLongText } from '../../outbound/index.ts';
import { isAllowed } from './addresses.ts';
import { countSince, insertIn, wasHere } from './in-store.ts';
import { messageKeyOf } from './message-key.ts';
import { noteInThread, queueMails } from './out-store.ts';
import type { IncomingMail, MailFile } from './read-mail.ts';
import { noteReceived } from './system-store.ts';
import { type InMail, type MailDeps, type MailState, WAKE } from './types.ts';

/** What became of a mail. `denied`: refused to whoever handed it over, since its sender may be anybody. */
export interface Taken {
  readonly what: 'taken' | 'refused' | 'denied' | 'ignored' | 'known';
  /** A sentence. */
  readonly reason: string | null;
}

const MOST_FILES = 10;
const MOST_PARTS = 5;
const HOUR_MS = 3_600_000;
/** More than people write: two machines answer each other. */
const MOST_TAKEN_PER_HOUR = 60;
const MOST_REFUSED_PER_HOUR = 10;

/**
 * Answers a conversation with a mail, whose reply address was checked. When this returns it is stored, and queued for X.
 * @throws Error when it may go later: the mail is to be handed over again.
 */
export async function takeMail(
  deps: MailDeps,
  db: WorkspaceDb,
  state: MailState,
  conversationId: string,
  mail: IncomingMail,
  /** Why it is refused in any case: a sentence. */
  problem?: string,
): Promise<Taken> {
  if (await wasHere(db, mail.key, conversationId)) return { what: 'known', reason: null };
  const end = (what: Taken['what'], reason: string) =>
    record(deps, db, conversationId, mail, { what, reason });

  if (mail.ownId !== undefined) return end('ignored', 'It is a mail of ours that came back.');
  if (mail.automatic !== undefined) return end('ignored', `It was not sent on, since ${mail.automatic}.`);
  if (!isAllowed(mail.fromAddress, state.settings.allowedSenders))
    return end(
      'denied',
      `Answers of ${mail.fromAddress || 'nobody'} are not taken: the address is not allowed.`,
    );
  if (problem !== undefined) return end('refused', problem);
  const hourAgo = new Date(deps.clock.now().getTime() - HOUR_MS);
  const { taken } = await countSince(db, conversationId, hourAgo);
  if (taken >= MOST_TAKEN_PER_HOUR)
    return end(
      'refused',
      `There were ${MOST_TAKEN_PER_HOUR} answers by mail within an hour; that is stopped for a while.`,
    );
  if (mail.files.length > MOST_FILES)
    return end('refused', `It has ${mail.files.length} files; at most ${MOST_FILES} are taken.`);
  const parts = mail.text === '' ? [] : splitLongText(mail.text, LONGEST_TEXT);
  if (parts.length > MOST_PARTS) return end('refused', 'Its text is too long for direct messages.');
  if (parts.length === 0 && mail.files.length === 0)
    return end('refused', 'There is no text above the quoted mail, and no file.');

  const files: MediaFile[] = [];
  for (const file of mail.files) {
    const kept = await keep(deps, db, file);
    if (typeof kept === 'string') return end('refused', kept);
    files.push(kept);
  }
  try {
    return await db.transaction((tx) => answer(deps, tx, conversationId, mail, parts, files));
  } catch (error) {
    // What time mends is tried again by the mail server; all else is said to the sender.
    if (!(error instanceof AppError) || error.declaration.who === 'time') throw error;
    return end('refused', error.message);
  }
}

/** The text goes with the first file; each further file is a message of its own, since X takes one with each. */
async function answer(
  deps: MailDeps,
  tx: WorkspaceTx,
  conversationId: string,
  mail: IncomingMail,
  parts: readonly string[],
  files: readonly MediaFile[],
): Promise<Taken> {
  const now = deps.clock.now();
  const isNew = await insertIn(tx, rowOf(conversationId, mail, 'taken', null), now);
  if (!isNew) return { what: 'known', reason: null };
  const last = Math.max(0, parts.length - 1);
  const count = Math.max(parts.length, last + files.length);
  for (let part = 0; part < count; part += 1) {
    const file = files[part - last];
    await deps.outbound.queueMessage(tx, {
      conversationId,
      author: { kind: 'program', id: 'email' },
      text: parts[part] ?? '',
      ...(file && { mediaIds: [file.id] }),
      program: { displayName: `${mail.fromName || mail.fromAddress} by e-mail` },
      idempotencyKey: messageKeyOf(mail.key, part),
      proactive: 'unless_asked',
      priority: 'person',
    });
  }
  if (mail.mailId !== null) await noteInThread(tx, conversationId, mail.mailId);
  await noteReceived(tx, now);
  return { what: 'taken', reason: null };
}

/** A file as X takes it, or why not. Nothing of a refused mail is sent; its files are swept like unused uploads. */
async function keep(deps: MailDeps, db: WorkspaceDb, file: MailFile): Promise<MediaFile | string> {
  const no = (why: string) => `The file “${file.name}” cannot go with a direct message: ${why}`;
  const kinds = 'X takes JPEG, PNG and WebP pictures, GIFs and MP4 videos.';
  try {
    const kept = await keepFile(deps, db, {
      bytes: (async function* () {
        yield file.bytes;
      })(),
      name: null,
      by: null,
      passing: true,
    });
    return kept.kind === 'file' ? no(kinds) : kept;
  } catch (error) {
    if (error instanceof KeptRefused) return no(kinds);
    if (error instanceof ContentTooLarge)
      return no(`it is larger than ${Math.round(error.largestBytes / 1_048_576)} MB.`);
    throw error;
  }
}

/** What is not sent on is kept as well, and its sender is told where that is a person who may answer. */
async function record(
  deps: MailDeps,
  db: WorkspaceDb,
  conversationId: string,
  mail: IncomingMail,
  { what, reason }: Taken,
): Promise<Taken> {
  const now = deps.clock.now();
  return db.transaction(async (tx) => {
    const state = what === 'ignored' ? 'ignored' : 'refused';
    if (!(await insertIn(tx, rowOf(conversationId, mail, state, reason), now)))
      return { what: 'known', reason };
    await noteReceived(tx, now);
    if (what !== 'refused') return { what, reason };
    const { refused } = await countSince(tx, conversationId, new Date(now.getTime() - HOUR_MS));
    if (refused > MOST_REFUSED_PER_HOUR) return { what, reason };
    const detail = {
      to: mail.fromAddress,
      toName: mail.fromName,
      inReplyTo: mail.mailId,
      subject: mail.subject,
      reason: reason ?? '',
      text: mail.text,
    };
    await queueMails(
      tx,
      [
        {
          once: `refused:${mail.key}:${conversationId}`,
          conversationId,
          messageId: null,
          kind: 'refused',
          detail,
        },
      ],
      now,
    );
    tx.afterCommit(() => deps.bus.publish(WAKE, tx.workspaceId));
    return { what, reason };
  });
}

function rowOf(
  conversationId: string,
  mail: IncomingMail,
  state: InMail['state'],
  reason: string | null,
): Omit<InMail, 'id' | 'seq' | 'receivedAt'> {
  const { key, mailId, fromAddress, fromName, subject, original, text } = mail;
  const taken = state === 'taken' ? text : '';
  return { key, mailId, conversationId, fromAddress, fromName, subject, original, taken, state, reason };
}
