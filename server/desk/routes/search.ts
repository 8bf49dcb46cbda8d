import { searchRoutes } from '../../../contract/api/index.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { AppError, holdsWords, route, searchQuery, snippetOf } from '../../base/index.ts';
import { mask, readMaskingRules } from '../../masking/index.ts';
import { searchCustomers } from '../customer-store.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { searchMessages } from '../search-store.ts';

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
    const customers = query.cursor === undefined ? await searchCustomers(db, begin) : [];
    const found = words
      ? await searchMessages(db, { query: words, before: query.cursor, limit: limit + 1 })
      : [];
    const rules = await readMaskingRules(db);
    const page = found.slice(0, limit).map((hit) => ({ ...hit, text: mask(rules, hit.text, hit.direction) }));
    // The index may be older than a rule: what the rule hides is no match.
    const shown = page.filter((hit) => holdsWords(hit.text, query.q));
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
      next: found.length > limit ? (page.at(-1)?.position ?? null) : null,
    };
  });
}
