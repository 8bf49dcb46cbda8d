import { invalidRequest } from '../../core/errors.ts';
import { lowerBound } from '../../core/ordered.ts';
import type { SubscriptionRow } from './subscriptions.ts';

const MAX_PAGE = 1000;

/** A page token hides the id that the next page starts after; X's are at least 16 characters of base32. */
const tokenAfter = (id: string): string => `A${BigInt(id).toString(32).toUpperCase().padStart(20, '0')}ZZZZ`;

const idOfToken = (token: string): string | null => {
  const inner = /^A([0-9A-V]{20})ZZZZ$/.exec(token)?.[1];
  if (!inner) return null;
  let id = 0n;
  for (const digit of inner) id = id * 32n + BigInt(Number.parseInt(digit, 32));
  return id.toString();
};

/** One page of an app's subscriptions, by `max_results` and `pagination_token`. */
export const parsePage = (
  rows: readonly SubscriptionRow[],
  query: Record<string, string>,
): { rows: SubscriptionRow[]; nextToken: string | null } => {
  const { max_results: maxText = String(MAX_PAGE), pagination_token: token } = query;
  const max = Number(maxText);
  if (!Number.isInteger(max) || max < 1 || max > MAX_PAGE)
    throw invalidRequest(
      { max_results: [maxText] },
      `The \`max_results\` query parameter value [${maxText}] is not between 1 and ${MAX_PAGE}`,
    );
  const afterId = token === undefined ? '' : idOfToken(token);
  if (afterId === null)
    throw invalidRequest(
      { pagination_token: [token ?? ''] },
      'The `pagination_token` query parameter is not valid',
    );
  const start = afterId === '' ? 0 : lowerBound(rows, (BigInt(afterId) + 1n).toString());
  const page = rows.slice(start, start + max);
  const last = page.at(-1);
  const hasMore = start + max < rows.length;
  return { rows: page, nextToken: hasMore && last ? tokenAfter(last.id) : null };
};
