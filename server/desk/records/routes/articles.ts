import { type Article, articleRoutes, type ArticleSummary } from '../../../../contract/api/index.ts';
import { type Caller, route, searchQuery, snippetOf, keepDeleted } from '../../../base/index.ts';
import { readTimeCursor, timeCursor } from '../../../contacts/index.ts';
import {
  type ArticleRow,
  changeArticle,
  createArticle,
  deleteArticle,
  getArticle,
  listArticles,
  listVersions,
} from '../../../knowledge/index.ts';
import { workspaceOf } from '../../parts.ts';
import { namesOf, noteSetup, type RecordParts } from '../parts.ts';

const STANDARD = 20;
const KIND = 'article';

/** Drafts are for who writes articles. */
const seesDrafts = (caller: Caller) => caller.permissions.has('knowledge.manage');

/** Knowledge articles: search, read, write. */
export function addArticleRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, articleRoutes.list, async ({ query, caller }) => {
    const { q = '', language, tag, cursor } = query;
    const limit = query.limit ?? STANDARD;
    const words = searchQuery(q);
    const found = await listArticles(workspaceOf(parts, caller), {
      words,
      state: seesDrafts(caller) ? query.state : 'published',
      language,
      tag: tag?.toLowerCase(),
      before: readTimeCursor(cursor),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    // A search shows its best; who looks further writes another word.
    const more = words === undefined && found.length > limit && last;
    return {
      articles: page.map((row) => presentSummary(row, q)),
      next: more ? timeCursor({ at: last.updatedAt, id: last.id }) : null,
    };
  });

  route(http, articleRoutes.get, async ({ params, caller }) =>
    present(await getArticle(workspaceOf(parts, caller), params.id, seesDrafts(caller))),
  );

  route(http, articleRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const made = await createArticle(tx, clock, body, caller.memberId);
      const facts = { state: made.state };
      await noteSetup(parts, tx, caller, { kind: KIND, id: made.id, what: 'created', facts });
      return present(made);
    }),
  );

  route(http, articleRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const changed = await changeArticle(tx, clock, params.id, body, caller.memberId);
      const facts = { ...namesOf(body), version: changed.version, state: changed.state };
      await noteSetup(parts, tx, caller, { kind: KIND, id: changed.id, what: 'changed', facts });
      return present(changed);
    }),
  );

  route(http, articleRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await getArticle(tx, params.id, true);
      await keepDeleted(tx, { kind: KIND, id: params.id, by: caller.id }, clock.now());
      await deleteArticle(tx, params.id);
      await noteSetup(parts, tx, caller, { kind: KIND, id: params.id, what: 'removed' });
    }),
  );

  route(http, articleRoutes.versions, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getArticle(db, params.id, true);
    const versions = await listVersions(db, params.id);
    return { versions: versions.map((each) => ({ ...each, at: each.at.toISOString() })) };
  });
}

function present(row: ArticleRow): Article {
  const { id, title, body, language, publicUrl, state, version, updatedBy } = row;
  return {
    id,
    number: Number(row.number),
    title,
    body,
    language,
    tags: [...row.tags],
    publicUrl,
    state,
    version,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
}

function presentSummary(row: ArticleRow, q: string): ArticleSummary {
  const { id, title, language, publicUrl, state, version } = row;
  return {
    id,
    number: Number(row.number),
    title,
    excerpt: snippetOf(row.body, q),
    language,
    tags: [...row.tags],
    publicUrl,
    state,
    version,
    updatedAt: row.updatedAt.toISOString(),
  };
}
