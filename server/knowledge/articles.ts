import { baseErrors } from '../../contract/errors/base.ts';
import {
  AppError,
  type Clock,
  newId,
  searchWords,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import {
  type ArticleRow,
  type ArticleWords,
  findArticle,
  insertArticle,
  insertVersion,
  lockArticle,
  takeArticleNumber,
  updateArticle,
} from './store.ts';

type Fields = Pick<ArticleRow, 'title' | 'body' | 'language' | 'tags' | 'publicUrl' | 'state'>;
export type NewArticle = Pick<Fields, 'title' | 'body' | 'language'> & Partial<Fields>;

/** @throws AppError not_found; a draft is not there for who may not see drafts. */
export async function getArticle(db: WorkspaceDb, id: string, drafts: boolean): Promise<ArticleRow> {
  const row = await findArticle(db, id);
  if (!row || (row.state === 'draft' && !drafts)) throw missing();
  return row;
}

/** Writes an article, a draft unless it is said otherwise. */
export async function createArticle(
  tx: WorkspaceTx,
  clock: Clock,
  input: NewArticle,
  by: string | null,
): Promise<ArticleRow> {
  const at = clock.now();
  const state = input.state ?? 'draft';
  const row: ArticleRow = {
    id: newId(),
    number: await takeArticleNumber(tx),
    title: input.title.trim(),
    body: input.body.trim(),
    language: input.language,
    tags: tidy(input.tags ?? []),
    publicUrl: input.publicUrl ?? null,
    state,
    version: 1,
    createdAt: at,
    updatedAt: at,
    updatedBy: by,
    publishedAt: state === 'published' ? at : null,
  };
  await insertArticle(tx, row, wordsOf(row));
  return row;
}

/** Changes an article; other words make a version and keep the old ones. @throws AppError not_found. */
export async function changeArticle(
  tx: WorkspaceTx,
  clock: Clock,
  id: string,
  change: Partial<Fields>,
  by: string | null,
): Promise<ArticleRow> {
  const before = await lockArticle(tx, id);
  if (!before) throw missing();
  const at = clock.now();
  const title = change.title?.trim() ?? before.title;
  const body = change.body?.trim() ?? before.body;
  const reworded = title !== before.title || body !== before.body;
  if (reworded) {
    await insertVersion(tx, id, {
      version: before.version,
      title: before.title,
      body: before.body,
      at: before.updatedAt,
      by: before.updatedBy,
    });
  }
  const state = change.state ?? before.state;
  const after: ArticleRow = {
    ...before,
    title,
    body,
    language: change.language ?? before.language,
    tags: change.tags ? tidy(change.tags) : before.tags,
    publicUrl: change.publicUrl === undefined ? before.publicUrl : change.publicUrl,
    state,
    version: before.version + (reworded ? 1 : 0),
    updatedAt: at,
    updatedBy: by,
    publishedAt: state === 'published' ? (before.publishedAt ?? at) : null,
  };
  await updateArticle(tx, after, wordsOf(after));
  return after;
}

function wordsOf(row: ArticleRow): ArticleWords {
  const title = searchWords(row.title);
  return { title, all: [...new Set([...title, ...searchWords(`${row.tags.join(' ')} ${row.body}`)])] };
}

/** Tags are found whatever their case. */
function tidy(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim().toLowerCase()))].filter((tag) => tag !== '');
}

function missing(): AppError {
  return new AppError(baseErrors.not_found, { values: { what: 'article' } });
}
