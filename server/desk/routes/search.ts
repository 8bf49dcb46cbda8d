import { searchRoutes } from '../../../contract/api/index.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import {
  AppError,
  type Caller,
  hasPhrase,
  holdsPhrases,
  holdsWords,
  route,
  searchQuery,
  snippetOf,
  type WorkspaceDb,
} from '../../base/index.ts';
import { mask, readMaskingRules } from '../../masking/index.ts';
import { searchCustomers } from '../customer-store.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { type HitRow, searchMessages } from '../search-store.ts';
import { onlySeen, seesAll } from '../visibility/visibility.ts';

const STANDARD = 20;

/** Full text over all messages and notes, and customers by name. */
export function addSearchRoutes(parts: DeskParts): void {
  route(parts.http, searchRoutes.messages, async ({ query, caller }) => {
    const db = workspaceOf(parts, caller);
    const begin = query.q.trim().replace(/^@/, '');
    const words = searchQuery(query.q);
    if (!begin || (!words && !begin)) throw new AppError(deskErrors.search_has_no_words);
    if (query.cursor !== undefined && !/^\d{1,19}$/.test(query.cursor))
      throw new AppError(deskErrors.cursor_not_valid);
    await parts.noteView?.(db, caller, 'messages.searched', 'search');
    const limit = query.limit ?? STANDARD;
    // People are listed with the first page only.
    const people = query.cursor === undefined ? await searchCustomers(db, begin, searchQuery(begin)) : [];
    const { hits: shown, next } = words
      ? await findHits(db, caller, { q: query.q, words, before: query.cursor, limit })
      : { hits: [], next: null };
    const seen = await onlySeen(
      db,
      caller,
      people.flatMap((customer) => customer.conversation_id ?? []),
    );
    const customers = people.filter(
      ({ conversation_id: id }) => seesAll(caller) || (id !== null && seen.has(id)),
    );
    return {
      customers: customers.map((customer) => ({
        conversationId: customer.conversation_id,
        customerId: customer.customer_id,
        name: customer.name,
        username: customer.username,
        avatarUrl: customer.avatar_url,
      })),
      hits: shown.map((hit) => ({
        conversationId: hit.conversation_id,
        messageId: hit.message_id,
        position: hit.position,
        customerName: hit.customer_name,
        customerUsername: hit.customer_username,
        kind: hit.kind,
        snippet: snippetOf(hit.text, query.q),
        at: hit.at.toISOString(),
      })),
      next,
    };
  });
}

/** Pages of hits that are read for one answer: what is filtered out leaves room. */
const MOST_PAGES = 10;

/**
 * Hits that the caller may see and that are there after masking, newest first. Words are found by the index; a phrase,
 * and what a masking rule hides that is younger than the index, is looked for in the texts themselves.
 */
async function findHits(
  db: WorkspaceDb,
  caller: Caller,
  { q, words, before, limit }: { q: string; words: string; before: string | undefined; limit: number },
): Promise<{ hits: HitRow[]; next: string | null }> {
  const rules = await readMaskingRules(db);
  const size = hasPhrase(q) ? Math.max(limit, PHRASE_PAGE) : limit;
  const hits: HitRow[] = [];
  let from = before;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const found = await searchMessages(db, { query: words, before: from, limit: size + 1 });
    const page = found.slice(0, size).map((hit) => ({ ...hit, text: mask(rules, hit.text, hit.direction) }));
    const matching = page.filter((hit) => holdsWords(hit.text, q) && holdsPhrases(hit.text, q));
    const seen = await onlySeen(
      db,
      caller,
      matching.map((hit) => hit.conversation_id),
    );
    for (const hit of matching) {
      if (!seen.has(hit.conversation_id)) continue;
      if (hits.length === limit) return { hits, next: hits.at(-1)?.position ?? null };
      hits.push(hit);
    }
    const last = page.at(-1)?.position;
    if (found.length <= size || last === undefined) return { hits, next: null };
    from = last;
  }
  return { hits, next: from ?? null };
}

/** A phrase is rarer than its words: more of them are looked at in one go. */
const PHRASE_PAGE = 200;
