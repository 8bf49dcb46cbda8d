import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { LanguageTag } from './quick-replies.ts';
import { route } from './route.ts';

export const ArticleState = OneOf(['draft', 'published']);
export type ArticleState = Static<typeof ArticleState>;

const fields = {
  title: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  /** Paragraphs, `# ` headings, `- ` lists, `**bold**` and `[words](https://…)`. */
  body: Type.String({ minLength: 1, maxLength: 100_000, pattern: '\\S' }),
  language: LanguageTag,
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\s#]+$' }), { maxItems: 20 }),
  publicUrl: Nullable(Type.String({ maxLength: 1_000, pattern: '^https?://\\S+$' })),
  state: ArticleState,
};

export const ArticleSummary = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  /** Its beginning, or what stands around the words searched for, between U+0002 and U+0003. */
  excerpt: Type.String(),
  language: Type.String(),
  tags: Type.Array(Type.String()),
  publicUrl: Nullable(Type.String()),
  state: ArticleState,
  version: Type.Integer(),
  updatedAt: Time,
});
export type ArticleSummary = Static<typeof ArticleSummary>;

export const Article = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  body: Type.String(),
  language: Type.String(),
  tags: Type.Array(Type.String()),
  publicUrl: Nullable(Type.String()),
  state: ArticleState,
  version: Type.Integer(),
  updatedAt: Time,
  updatedBy: Nullable(Type.String()),
  publishedAt: Nullable(Time),
});
export type Article = Static<typeof Article>;

export const articleRoutes = {
  list: route({
    id: 'articles.list',
    method: 'GET',
    path: '/api/articles',
    access: 'agent',
    summary:
      'Published articles, and drafts for who manages them; last changed first, with `q` those of that title first.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      state: Type.Optional(ArticleState),
      language: Type.Optional(LanguageTag),
      tag: Type.Optional(Type.String({ maxLength: 40 })),
      cursor: Type.Optional(Cursor),
      limit: Limit(50, 20),
    }),
    response: Type.Object({ articles: Type.Array(ArticleSummary), next: Nullable(Cursor) }),
  }),
  get: route({
    id: 'articles.get',
    method: 'GET',
    path: '/api/articles/:id',
    access: 'agent',
    summary: 'An article.',
    params: IdParams,
    response: Article,
  }),
  create: route({
    id: 'articles.create',
    method: 'POST',
    path: '/api/articles',
    access: 'supervisor',
    permission: 'knowledge.manage',
    summary: 'Writes an article.',
    body: Type.Object({
      title: fields.title,
      body: fields.body,
      language: fields.language,
      tags: Type.Optional(fields.tags),
      publicUrl: Type.Optional(fields.publicUrl),
      state: Type.Optional(fields.state),
    }),
    response: Article,
    status: 201,
  }),
  update: route({
    id: 'articles.update',
    method: 'PATCH',
    path: '/api/articles/:id',
    access: 'supervisor',
    permission: 'knowledge.manage',
    summary: 'Changes an article; other words make a version.',
    params: IdParams,
    body: Type.Object({
      title: Type.Optional(fields.title),
      body: Type.Optional(fields.body),
      language: Type.Optional(fields.language),
      tags: Type.Optional(fields.tags),
      publicUrl: Type.Optional(fields.publicUrl),
      state: Type.Optional(fields.state),
    }),
    response: Article,
  }),
  remove: route({
    id: 'articles.remove',
    method: 'DELETE',
    path: '/api/articles/:id',
    access: 'supervisor',
    permission: 'knowledge.manage',
    summary: 'Removes an article with its versions.',
    params: IdParams,
  }),
  versions: route({
    id: 'articles.versions',
    method: 'GET',
    path: '/api/articles/:id/versions',
    access: 'supervisor',
    permission: 'knowledge.manage',
    summary: 'What an article said before, newest first (at most 50).',
    params: IdParams,
    response: Type.Object({
      versions: Type.Array(
        Type.Object({
          version: Type.Integer(),
          title: Type.String(),
          body: Type.String(),
          at: Time,
          by: Nullable(Type.String()),
        }),
      ),
    }),
  }),
};
