import type { Entry, TranscriptLine } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { listPage, presentEntries } from '../../conversations/index.ts';
import { withhold } from '../../desk/index.ts';
import { type MaskingRules, readMaskingRules } from '../../masking/index.ts';
import { listFilesOf, listMediaOf, type MediaFile } from '../../media/index.ts';
import type { Chosen } from './choose-store.ts';
import { isPrivate, saidText } from './said.ts';

const PAGE = 100;

export interface ReadOptions {
  readonly withNotes: boolean;
  /** Where a file will lie in the archive; null: files are not asked for. */
  readonly pathOf: ((file: MediaFile) => string) | null;
  readonly nameOf: (memberId: string) => string | null;
}

export interface Page {
  readonly lines: readonly TranscriptLine[];
  /** Stored files of this page, for the archive. */
  readonly files: readonly MediaFile[];
  /** Something of it is hidden. */
  readonly masked: boolean;
}

/** A conversation from its beginning, page by page, masked as whoever reads it sees it. */
export async function* readTranscript(
  db: WorkspaceDb,
  conversation: Chosen,
  options: ReadOptions,
  rules?: MaskingRules,
): AsyncIterable<Page> {
  const masking = rules ?? (await readMaskingRules(db));
  let after = '0';
  for (;;) {
    const { messages: stored, hasAfter } = await listPage(db, conversation.id, { after }, PAGE);
    // What agents may not see for want of consent does not leave by this door either.
    const messages = await withhold(db, stored);
    const ids = messages.map((message) => message.id);
    const media = await listMediaOf(db, ids);
    const files = new Map((await listFilesOf(db, ids)).map((file) => [file.id as string, file]));
    const entries = presentEntries(messages, media, masking).filter(
      (entry) => options.withNotes || !isPrivate(entry),
    );
    const shown = new Set(entries.flatMap((entry) => entry.media.map((file) => file.id)));
    const kept = [...files.values()].filter((file) => file.blobKey !== null && shown.has(file.id));
    const paths = new Map(kept.map((file) => [file.id as string, options.pathOf?.(file) ?? null]));
    yield {
      lines: entries.map((entry) => toLine(entry, conversation, options, paths)),
      files: options.pathOf ? kept : [],
      masked: entries.some((entry) => entry.masked),
    };
    after = messages.at(-1)?.position ?? after;
    if (!hasAfter) return;
  }
}

function toLine(
  entry: Entry,
  conversation: Chosen,
  options: ReadOptions,
  paths: ReadonlyMap<string, string | null>,
): TranscriptLine {
  const { authorKind: from, authorId } = entry;
  const ours = from === 'agent' && authorId !== null ? options.nameOf(authorId) : null;
  return {
    id: entry.id,
    at: entry.at,
    tag: isPrivate(entry) ? 'private' : entry.kind === 'system' ? 'system' : 'public',
    from,
    name: from === 'customer' ? (conversation.name ?? conversation.username) : ours,
    text: saidText(entry),
    what: entry.content.system?.what ?? null,
    state: entry.state,
    deletedAt: entry.deletedAt,
    files: entry.media.map(({ id, kind }) => ({ id, kind, path: paths.get(id) ?? null })),
  };
}
