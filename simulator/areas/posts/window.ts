import { invalidRequest } from '../../core/errors.ts';
import type { IdRange } from '../../core/page.ts';
import { textParameter } from '../../core/query.ts';
import type { Call } from '../../core/route.ts';
import { compareIds, firstSnowflakeAt } from '../../core/snowflake.ts';

export const windowParameters = ['start_time', 'end_time', 'since_id', 'until_id'];

const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** `YYYY-MM-DDTHH:mm:ssZ` as milliseconds. */
export function timeParameter(call: Call, name: string): number | undefined {
  const text = textParameter(call.query, name);
  if (text === undefined) return undefined;
  const ms = timePattern.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(ms)) return ms;
  throw invalidRequest(
    { [name]: [text] },
    `The \`${name}\` query parameter value [${text}] is not a valid RFC3339 date-time`,
  );
}

function idParameter(call: Call, name: string): string | undefined {
  const text = textParameter(call.query, name);
  if (text === undefined || /^[0-9]{1,19}$/.test(text)) return text;
  throw invalidRequest({ [name]: [text] }, `The \`${name}\` query parameter value [${text}] is not valid`);
}

/**
 * Which ids `start_time` (from it on), `end_time` (before it), `since_id` and `until_id` (neither of them included)
 * let through. https://docs.x.com/x-api/posts/timelines/integrate
 */
export function windowOf(call: Call): IdRange {
  const [startMs, endMs] = [timeParameter(call, 'start_time'), timeParameter(call, 'end_time')];
  const [sinceId, untilId] = [idParameter(call, 'since_id'), idParameter(call, 'until_id')];
  if (startMs !== undefined && endMs !== undefined && startMs >= endMs)
    throw mustBeEarlier(call, 'start_time', 'end_time');
  if (sinceId !== undefined && untilId !== undefined && compareIds(sinceId, untilId) >= 0)
    throw mustBeEarlier(call, 'since_id', 'until_id');
  return {
    from: greater(
      startMs === undefined ? undefined : firstSnowflakeAt(startMs).toString(),
      sinceId === undefined ? undefined : (BigInt(sinceId) + 1n).toString(),
    ),
    below: smaller(endMs === undefined ? undefined : firstSnowflakeAt(endMs).toString(), untilId),
  };
}

function mustBeEarlier(call: Call, first: string, second: string) {
  const given = (name: string) => textParameter(call.query, name) ?? '';
  return invalidRequest(
    { [first]: [given(first)], [second]: [given(second)] },
    `Invalid '${first}':'${given(first)}'. '${first}' must be before '${second}'`,
  );
}

export function greater(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareIds(a, b) > 0 ? a : b;
}

export function smaller(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareIds(a, b) < 0 ? a : b;
}
