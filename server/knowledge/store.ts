import type { ArticleState } from '../../contract/api/articles.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export interface ArticleRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly tags: readonly string[];
  readonly publicUrl: string | null;
  readonly state: ArticleState;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string | null;
  readonly publishedAt: Date | null;
}

const columns = sql`id, number, title, body, language, tags, public_url as "publicUrl", state, version,
  created_at as "createdAt", updated_at as "updatedAt", updated_by as "updatedBy", published_at as "publishedAt"`;

export interface ArticleWords {
  readonly title: readonly string[];
  /** Of title, tags and body. */
  readonly all: readonly string[];
}

/** The next number; its row stays locked until the commit. */
export async function takeArticleNumber(tx: WorkspaceTx): Promise<string> {
  const row = await tx.row(sql<{ last: string }>`
    insert into article_number (workspace_id, last) values (${tx.workspaceId}, 1)
    on conflict (workspace_id) do update set last = article_number.last + 1 returning last`);
  return row.last;
}

export async function insertArticle(tx: WorkspaceTx, row: ArticleRow, words: ArticleWords): Promise<void> {
  await tx.execute(sql`
    insert into article (workspace_id, id, number, title, body, language, tags, public_url, state, version, title_words,
      words, created_at, updated_at, updated_by, published_at)
    values (${tx.workspaceId}, ${row.id}, ${row.number}, ${row.title}, ${row.body}, ${row.language},
      ${[...row.tags]}::text[], ${row.publicUrl}, ${row.state}, ${row.version},
      array_to_tsvector(${[...words.title]}::text[]), array_to_tsvector(${[...words.all]}::text[]),
      ${row.createdAt}, ${row.updatedAt}, ${row.updatedBy}, ${row.publishedAt})`);
}

export async function updateArticle(tx: WorkspaceTx, row: ArticleRow, words: ArticleWords): Promise<void> {
  await tx.execute(sql`
    update article set title = ${row.title}, body = ${row.body}, language = ${row.language},
      tags = ${[...row.tags]}::text[], public_url = ${row.publicUrl}, state = ${row.state}, version = ${row.version},
      title_words = array_to_tsvector(${[...words.title]}::text[]),
      words = array_to_tsvector(${[...words.all]}::text[]), updated_at = ${row.updatedAt},
      updated_by = ${row.updatedBy}, published_at = ${row.publishedAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

export async function deleteArticle(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(
    sql`delete from article_version where workspace_id = ${tx.workspaceId} and article_id = ${id}`,
  );
  await tx.execute(sql`delete from article where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export function findArticle(db: WorkspaceDb, id: string): Promise<ArticleRow | undefined> {
  return db.findRow(sql<ArticleRow>`
    select ${columns} from article where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function lockArticle(tx: WorkspaceTx, id: string): Promise<ArticleRow | undefined> {
  return tx.findRow(sql<ArticleRow>`
    select ${columns} from article where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
}

export interface ArticleQuery {
  /** A tsquery. */
  readonly words?: string;
  readonly state?: ArticleState;
  readonly language?: string;
  readonly tag?: string;
  readonly before?: { readonly at: Date; readonly id: string };
  readonly limit: number;
}

const MOST_FOUND = 1_000;

/** Articles, last changed first; of a search, those with the words in their title before the others. */
export function listArticles(db: WorkspaceDb, query: ArticleQuery): Promise<ArticleRow[]> {
  const { words, state, language, tag, before } = query;
  const own = sql`workspace_id = ${db.workspaceId}
    ${state === undefined ? sql`` : sql`and state = ${state}`}
    ${language === undefined ? sql`` : sql`and language = ${language}`}
    ${tag === undefined ? sql`` : sql`and tags @> ${[tag]}::text[]`}`;
  if (words !== undefined) {
    return db.rows(sql<ArticleRow>`
      select ${columns} from (
        select * from article where ${own} and words @@ ${words}::tsquery limit ${MOST_FOUND}) article
      order by (title_words @@ ${words}::tsquery) desc, updated_at desc, id desc limit ${query.limit}`);
  }
  return db.rows(sql<ArticleRow>`
    select ${columns} from article where ${own}
      ${before === undefined ? sql`` : sql`and (updated_at, id) < (${before.at}, ${before.id})`}
    order by updated_at desc, id desc limit ${query.limit}`);
}

/** Oldest first. */
export function listByNumber(db: WorkspaceDb, limit: number): Promise<ArticleRow[]> {
  return db.rows(sql<ArticleRow>`
    select ${columns} from article where workspace_id = ${db.workspaceId} order by number limit ${limit}`);
}

export interface VersionRow {
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly at: Date;
  readonly by: string | null;
}

export async function insertVersion(tx: WorkspaceTx, articleId: string, row: VersionRow): Promise<void> {
  await tx.execute(sql`
    insert into article_version (workspace_id, article_id, version, title, body, at, by_id)
    values (${tx.workspaceId}, ${articleId}, ${row.version}, ${row.title}, ${row.body}, ${row.at}, ${row.by})`);
}

/** Newest first; at most 50. */
export function listVersions(db: WorkspaceDb, articleId: string): Promise<VersionRow[]> {
  return db.rows(sql<VersionRow>`
    select version, title, body, at, by_id as by from article_version
    where workspace_id = ${db.workspaceId} and article_id = ${articleId} order by version desc limit 50`);
}
