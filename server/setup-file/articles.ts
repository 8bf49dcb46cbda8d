import { type Static, Type } from 'typebox';
import { articleRoutes } from '../../contract/api/index.ts';
import type { SetupOutcome, SetupPart, WorkspaceDb } from '../base/index.ts';
import { type ArticleRow, changeArticle, createArticle, listByNumber } from '../knowledge/index.ts';
import { canonical, type TablePartDeps } from './table-part.ts';

const { title, body, language, tags, publicUrl, state } = articleRoutes.create.body.properties;

const ArticleItem = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 220 }),
  title,
  body,
  language,
  tags,
  publicUrl,
  state,
});
type ArticleItem = Static<typeof ArticleItem>;

const MOST = 2_000;

/** Knowledge articles, drafts too. Their numbers and what they said before stay behind. */
export function articlePart({ clock, log, audit }: TablePartDeps): SetupPart {
  return {
    kind: 'article',
    needs: 'knowledge.manage',
    schema: ArticleItem,
    export: async (db) => (await named(db)).map(({ item }) => item),
    import: async (tx, given, { by }) => {
      const there = new Map((await named(tx)).map((one) => [one.item.name.toLowerCase(), one]));
      const outcomes: SetupOutcome[] = [];
      // The importer has compared each with `schema`, whose type this is.
      for (const item of given as readonly ArticleItem[]) {
        const { name, ...fields } = item;
        const known = there.get(name.trim().toLowerCase());
        if (known && canonical({ ...known.item, ...fields }) === canonical(known.item)) {
          outcomes.push({ name, what: 'unchanged', why: null });
          continue;
        }
        const author = by.kind === 'member' ? by.id : null;
        const { id } = known
          ? await changeArticle(tx, clock, known.id, fields, author)
          : await createArticle(tx, clock, fields, author);
        const what = known ? 'changed' : 'created';
        await audit(tx, { actor: by, action: `article.${what}`, subjectKind: 'article', subjectId: id });
        log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'article', id, what } }]);
        outcomes.push({ name, what, why: null });
      }
      return outcomes;
    },
  };
}

/** Oldest first, each by its title; where titles repeat, the file still tells the articles apart. */
async function named(db: WorkspaceDb): Promise<{ readonly id: string; readonly item: ArticleItem }[]> {
  const times = new Map<string, number>();
  return (await listByNumber(db, MOST)).map((row) => {
    const title = row.title.toLowerCase();
    const count = (times.get(title) ?? 0) + 1;
    times.set(title, count);
    return { id: row.id, item: itemOf(row, count === 1 ? row.title : `${row.title} (${count})`) };
  });
}

const itemOf = (row: ArticleRow, name: string): ArticleItem => ({
  name,
  title: row.title,
  body: row.body,
  language: row.language,
  tags: [...row.tags],
  publicUrl: row.publicUrl,
  state: row.state,
});
