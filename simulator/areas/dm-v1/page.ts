import { v1Error } from '../../core/errors.ts';
import { type PageAsked, decodeCursor, encodeCursor, takePage } from '../../core/page.ts';
import type { V1UserCall } from '../../core/v1-route.ts';

const standardCount = 20;
const maxCount = 50;

/** `count`: at most 50, 20 when it is not said. https://developer.x.com/en/docs/x-api/v1/direct-messages */
function countOf({ query }: V1UserCall): number {
  const { count } = query;
  if (count === undefined || count === '') return standardCount;
  if (!/^\d{1,9}$/.test(count) || Number(count) < 1)
    throw v1Error(400, 214, `count: '${count.slice(0, 100)}' is not a valid Int`);
  return Math.min(maxCount, Number(count));
}

/**
 * The page that the call's `count` and `cursor` ask for, newest first, and the cursor of the next one. Cursors of other
 * people and of other lists are refused.
 */
export function pageOf<Row extends { id: string }>(
  call: V1UserCall,
  list: string,
  rows: readonly Row[],
  asked: Pick<PageAsked<Row>, 'from' | 'wanted'> = {},
): { page: Row[]; next: { next_cursor?: string } } {
  const name = `v1:${list}:${call.user.id}`;
  const given = call.query['cursor'] ?? '';
  // -1 is the first page of older lists, and some clients send it everywhere.
  const isFirst = given === '' || given === '-1';
  const cursor = isFirst ? undefined : decodeCursor(name, given);
  if (!isFirst && !cursor) throw v1Error(400, 44, 'cursor parameter is invalid.');
  const { items, older } = takePage(rows, { ...asked, cursor, limit: countOf(call) });
  return { page: items, next: older ? { next_cursor: encodeCursor(name, older) } : {} };
}
