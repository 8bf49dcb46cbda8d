import { useSyncExternalStore } from 'react';
import type { Entry, Media, NoteMention } from '../../contract/api/index.ts';
import { api, ApiError } from '../../client/index.ts';
import { announce } from '../../ui/index.ts';
import { tellProblem } from '../shell/tell.ts';
import { addUndoable } from '../shell/undo.ts';
import { composerTexts } from '../texts/composer.ts';
import { threadTexts } from '../texts/thread.ts';
import { noteChangedRow } from './inbox.ts';
import { findSession } from './session.ts';
import { changeThread, dropEntry, findThread, putEntry, reopenThread } from './thread.ts';
import { mergeEntries } from '../lib/thread-window.ts';

/** What goes back into the composer when a message is taken back or could not be stored. */
export interface Written {
  text: string;
  media: Media[];
  options: string[];
}

/** An answer in its undo window. */
export interface Leaving {
  entry: Entry;
  written: Written;
  customerName: string;
}

let leaving: readonly Leaving[] = [];
const listeners = new Set<() => void>();
const returned = new Map<string, Written>();

function setLeaving(next: readonly Leaving[]): void {
  leaving = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLeaving = (): readonly Leaving[] => useSyncExternalStore(subscribe, () => leaving);

/** What came back to this conversation's composer since it last asked. */
export function collectReturned(conversationId: string): Written | undefined {
  const written = returned.get(conversationId);
  returned.delete(conversationId);
  return written;
}

export const onReturned = subscribe;

function giveBack(conversationId: string, written: Written): void {
  returned.set(conversationId, written);
  for (const listener of listeners) listener();
}

/** Answers of which nobody knows whether the server took them. Sent again soon as they were, they keep their key. */
const unanswered = new Map<string, { what: string; key: string; atMs: number }>();
/** Whoever writes the same words later means another answer. */
const sameAnswerMs = 2 * 60_000;

interface Answer {
  conversationId: string;
  customerName: string;
  written: Written;
  close: boolean;
}

/** Sends an answer: on the screen at once, stored by the server, in the undo window for the person's seconds. */
export async function sendAnswer({ conversationId, customerName, written, close }: Answer): Promise<void> {
  const provisional = showProvisional(conversationId, 'message', written);
  const what = JSON.stringify([written.text, written.media.map((media) => media.id), written.options]);
  const before = unanswered.get(conversationId);
  const idempotencyKey =
    before?.what === what && Date.now() - before.atMs < sameAnswerMs ? before.key : crypto.randomUUID();
  unanswered.delete(conversationId);
  const body = {
    text: written.text,
    masked: false,
    ...(written.media.length > 0 ? { mediaIds: written.media.map((media) => media.id) } : {}),
    ...(written.options.length > 0 ? { quickReplies: written.options.map((label) => ({ label })) } : {}),
    ...(close ? { close } : {}),
    idempotencyKey,
  };
  try {
    const entry = await api.messages.send({ id: conversationId }, body);
    settle(conversationId, provisional, entry);
    noteChangedRow(conversationId);
    holdForUndo({ entry, written, customerName });
    announce(composerTexts.sentAnnounce);
  } catch (error) {
    const isRefusal = error instanceof ApiError && error.status >= 400 && error.status < 500;
    if (!isRefusal) unanswered.set(conversationId, { what, key: idempotencyKey, atMs: Date.now() });
    dropEntry(conversationId, provisional.id);
    giveBack(conversationId, written);
    tellProblem(composerTexts.cannotSend, error);
  }
}

export async function addNote(
  conversationId: string,
  text: string,
  mentions: NoteMention[] = [],
): Promise<void> {
  const written = { text, media: [], options: [] };
  const provisional = showProvisional(conversationId, 'note', written);
  try {
    const entry = await api.messages.note(
      { id: conversationId },
      { text, mentions, idempotencyKey: crypto.randomUUID() },
    );
    settle(conversationId, provisional, entry);
    announce(composerTexts.noteAnnounce);
  } catch (error) {
    dropEntry(conversationId, provisional.id);
    giveBack(conversationId, written);
    tellProblem(composerTexts.cannotNote, error);
  }
}

function showProvisional(conversationId: string, kind: 'message' | 'note', written: Written): Entry {
  const window = findThread(conversationId);
  const last = window?.entries.at(-1);
  const entry: Entry = {
    id: `provisional-${crypto.randomUUID()}`,
    conversationId,
    position: last ? (BigInt(last.position) + 1n).toString() : '1',
    kind,
    direction: kind === 'note' ? 'none' : 'out',
    authorKind: 'agent',
    authorId: findSession()?.member?.id ?? null,
    text: written.text,
    masked: false,
    content:
      written.options.length > 0
        ? { quickReplies: written.options.map((label) => ({ label, description: null })) }
        : {},
    media: written.media,
    state: kind === 'note' ? 'received' : 'queued',
    at: new Date().toISOString(),
    sendsAt: null,
    failure: null,
    deletedAt: null,
  };
  if (window?.hasAfter) void reopenThread(conversationId).catch(() => undefined);
  else changeThread(conversationId, (now) => mergeEntries(now, [entry]));
  return entry;
}

function settle(conversationId: string, provisional: Entry, entry: Entry): void {
  dropEntry(conversationId, provisional.id);
  // A live event may have brought a newer state of it already.
  if (!findThread(conversationId)?.entries.some((each) => each.id === entry.id))
    putEntry(conversationId, entry);
}

function holdForUndo(item: Leaving): void {
  const { sendsAt } = item.entry;
  const waitMs = sendsAt ? Date.parse(sendsAt) - Date.now() : 0;
  // Longer waits are X's limits: the message itself says when it leaves, and can be taken back there.
  if (waitMs <= 150 || waitMs > 15_000) return;
  setLeaving([...leaving, item]);
  const forget = addUndoable(() => undoSend(item));
  setTimeout(() => {
    forget();
    setLeaving(leaving.filter((each) => each !== item));
  }, waitMs);
}

/** Takes an answer back while it is still here; what was written returns to the composer. */
export async function undoSend(item: Leaving): Promise<void> {
  setLeaving(leaving.filter((each) => each !== item));
  if (await takeBack(item.entry)) {
    giveBack(item.entry.conversationId, item.written);
    dispatchEvent(new CustomEvent('rookery-open', { detail: item.entry.conversationId }));
  }
}

export async function takeBack(entry: Entry): Promise<boolean> {
  unanswered.delete(entry.conversationId);
  try {
    putEntry(
      entry.conversationId,
      await api.messages.cancel({ id: entry.conversationId, messageId: entry.id }),
    );
    announce(threadTexts.takenBack);
    return true;
  } catch (error) {
    tellProblem(threadTexts.cannotTakeBack, error);
    return false;
  }
}
