import type { NoteMention } from '../../contract/api/index.ts';
import { conversationErrors } from '../../contract/errors/conversations.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import { AppError, type WorkspaceTx } from '../base/index.ts';
import { insertMentions, listMeant, type Mentioned } from './mention-store.ts';
import type { Message } from './types.ts';

/** What stands in a note as a mention has to be one. @throws AppError mention_misplaced */
export function checkMentions(text: string, mentions: readonly NoteMention[]): void {
  let end = 0;
  for (const one of mentions.toSorted((a, b) => a.start - b.start)) {
    const isPlaced = one.start >= end && one.end > one.start + 1 && one.end <= text.length;
    if (!isPlaced || text[one.start] !== '@') throw new AppError(conversationErrors.mention_misplaced);
    end = one.end;
  }
}

/** Puts a new note on the lists of everybody it names. Answers the events to append. */
export async function addMentions(
  tx: WorkspaceTx,
  note: Message,
  mentions: readonly NoteMention[],
): Promise<readonly AppEvent[]> {
  if (mentions.length === 0 || note.authorId === null) return [];
  const idsOf = (kind: NoteMention['kind']) => mentions.flatMap((one) => (one.kind === kind ? one.id : []));
  const meant = await listMeant(tx, { memberIds: idsOf('member'), teamIds: idsOf('team') }, note.authorId);
  return write(tx, note, meant, { memberId: note.authorId, whispered: false });
}

/** Puts a whisper on the list of the one agent whom it is for. Answers the events to append. */
export function addWhisper(tx: WorkspaceTx, note: Message, to: string): Promise<readonly AppEvent[]> {
  if (note.authorId === null || note.authorId === to) return Promise.resolve([]);
  return write(tx, note, [{ memberId: to, teamId: null }], { memberId: note.authorId, whispered: true });
}

async function write(
  tx: WorkspaceTx,
  note: Message,
  meant: readonly Mentioned[],
  by: { readonly memberId: string; readonly whispered: boolean },
): Promise<readonly AppEvent[]> {
  if (meant.length === 0) return [];
  await insertMentions(tx, note, meant, by);
  return meant.map(
    ({ memberId }): AppEvent => ({
      kind: 'mention.changed',
      key: memberId,
      body: { memberId, conversationId: note.conversationId, messageId: note.id, what: 'added' },
    }),
  );
}

/** Whether somebody may read an entry: a whisper is for one agent, and for whoever wrote it. */
export function isForReader(message: Message, memberId: string | null): boolean {
  const to = message.content.whisperTo;
  return to === undefined || (memberId !== null && (to === memberId || message.authorId === memberId));
}
