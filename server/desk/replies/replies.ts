import { type BodyOf, placeholders, type quickReplyRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { replyErrors } from '../../../contract/errors/replies.ts';
import {
  AppError,
  type Caller,
  type Clock,
  isUniqueViolation,
  newId,
  searchWords,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../../base/index.ts';
import { needMayChange, sharedAfter, visibleTo } from '../sharing.ts';
import { fillPlaceholders, findUnknownPlaceholder, type PlaceholderValues } from './placeholders.ts';
import { findReply, insertReply, type ReplyMessage, type ReplyRow, updateReply } from './store.ts';

type NewReply = BodyOf<typeof quickReplyRoutes.create>;
type ReplyChange = BodyOf<typeof quickReplyRoutes.update>;

/** @throws AppError not_found, also for one that is not for the caller. */
export async function getReply(db: WorkspaceDb, caller: Caller, id: string): Promise<ReplyRow> {
  const row = await findReply(db, id, visibleTo(db, caller));
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'quick reply' } });
  return row;
}

/** @throws AppError forbidden, slug_taken, placeholder_unknown, language_twice, team_missing. */
export async function createReply(
  tx: WorkspaceTx,
  clock: Clock,
  caller: Caller,
  input: NewReply,
): Promise<ReplyRow> {
  const at = clock.now();
  const row: ReplyRow = {
    id: newId(),
    slug: input.slug,
    title: input.title.trim(),
    ...sharedAfter(undefined, input, caller.memberId),
    tags: tidyTags(input.tags ?? []),
    workStreamIds: input.workStreamIds ?? [],
    messages: input.messages,
    usedCount: '0',
    createdAt: at,
    updatedAt: at,
  };
  needMayChange(caller, row);
  needMessages(row.messages);
  await insertReply(tx, row, wordsOf(row)).catch(slugProblem(row.slug));
  return row;
}

/** @throws AppError not_found, forbidden, slug_taken, placeholder_unknown, language_twice, team_missing. */
export async function changeReply(
  tx: WorkspaceTx,
  clock: Clock,
  caller: Caller,
  id: string,
  change: ReplyChange,
): Promise<ReplyRow> {
  const before = await getReply(tx, caller, id);
  needMayChange(caller, before);
  const row: ReplyRow = {
    ...before,
    slug: change.slug ?? before.slug,
    title: change.title?.trim() ?? before.title,
    ...sharedAfter(before, change, caller.memberId),
    tags: change.tags ? tidyTags(change.tags) : before.tags,
    workStreamIds: change.workStreamIds ?? before.workStreamIds,
    messages: change.messages ?? before.messages,
    updatedAt: clock.now(),
  };
  needMayChange(caller, row);
  needMessages(row.messages);
  await updateReply(tx, row, wordsOf(row)).catch(slugProblem(row.slug));
  return row;
}

/** The message in the best of the languages: that language, one of the same tongue, English, else the first. */
export function chooseMessage(messages: readonly ReplyMessage[], languages: readonly string[]): ReplyMessage {
  const tongue = (language: string) => language.toLowerCase().split('-')[0];
  for (const wanted of [...languages, 'en']) {
    const exact = messages.find((each) => each.language.toLowerCase() === wanted.toLowerCase());
    const near = messages.find((each) => tongue(each.language) === tongue(wanted));
    const found = exact ?? near;
    if (found) return found;
  }
  // The contract asks for one message at least.
  return messages[0] ?? { language: 'en', text: '' };
}

/** A quick reply as it would go out in a conversation. */
export function fillReply(
  row: Pick<ReplyRow, 'messages'>,
  facts: { readonly values: PlaceholderValues; readonly languages: readonly string[] },
): { language: string; text: string; missing: string[] } {
  const message = chooseMessage(row.messages, facts.languages);
  return { language: message.language, ...fillPlaceholders(message.text, facts.values) };
}

/** @throws AppError placeholder_unknown. */
export function needPlaceholders(text: string): void {
  const placeholder = findUnknownPlaceholder(text);
  if (placeholder === undefined) return;
  const known = placeholders.map((name) => `{${name}}`).join(', ');
  throw new AppError(replyErrors.placeholder_unknown, { values: { placeholder, known } });
}

function needMessages(messages: readonly ReplyMessage[]): void {
  const seen = new Set<string>();
  for (const { language, text } of messages) {
    const key = language.toLowerCase();
    if (seen.has(key)) throw new AppError(replyErrors.language_twice, { values: { language } });
    seen.add(key);
    needPlaceholders(text);
  }
}

function wordsOf(row: ReplyRow): string[] {
  const texts = row.messages.map((message) => message.text);
  return searchWords(
    [row.title, row.slug.replaceAll('-', ' '), row.slug, row.tags.join(' '), ...texts].join(' '),
  );
}

function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim().toLowerCase()))].filter((tag) => tag !== '');
}

function slugProblem(slug: string) {
  return (error: unknown): never => {
    if (isUniqueViolation(error)) throw new AppError(replyErrors.slug_taken, { values: { slug } });
    throw error;
  };
}
