import type { Facts } from '../../conditions/index.ts';
import { type Hours, isOpen } from '../../hours/index.ts';
import { detectLanguage } from './detect-language.ts';
import type { FactsRow, MessageContent } from './facts-store.ts';
import { factsOfRecords } from './record-facts.ts';

export interface FactsHandle {
  readonly id: string;
  readonly language: string;
  readonly hours: Hours | null;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The facts of one item as fields name them; what is not known is absent. */
export function factsOf(
  row: FactsRow,
  handle: FactsHandle | undefined,
  workStreamId: string,
  at: Date,
): Facts {
  const joined = row.joined_at === null ? Number.NaN : Date.parse(row.joined_at);
  const hours = handle?.hours ?? null;
  return {
    'engagement.customer_name': row.name,
    'engagement.screen_name': row.username,
    'engagement.x_id': row.x_user_id,
    'engagement.followers': row.followers,
    'engagement.friends': row.following,
    'engagement.verified': row.verified,
    'engagement.account_age_days': Number.isNaN(joined)
      ? undefined
      : Math.max(0, Math.floor((at.getTime() - joined) / DAY_MS)),
    'engagement.location': row.location,
    'message.text': row.text,
    'message.language': detectLanguage(row.text ?? ''),
    'message.first_contact': row.first_contact,
    'message.post': findPost(row.content) ?? (row.first_contact ? addressOf(row.source_post) : undefined),
    'message.link': row.source_link,
    'handle.id': handle?.id,
    'handle.language': handle?.language,
    'work_stream.id': workStreamId,
    ...factsOfRecords(row),
    'item.title': row.title,
    'item.returning': row.earlier > 0,
    'item.earlier': row.earlier,
    'item.hours_since_last':
      row.before_at === null ? undefined : Math.max(0, (at.getTime() - row.before_at.getTime()) / HOUR_MS),
    'item.last_at': row.before_at,
    ...factsOfTime(hours, at),
  };
}

const POST = /^https:\/\/(?:[a-z]+\.)?(?:x|twitter)\.com\/[^/]+\/status\/\d+/i;

const addressOf = (postId: string | null) =>
  postId === null ? undefined : `https://x.com/i/status/${postId}`;

/** A post that the message shares or links to. */
function findPost(content: MessageContent | null): string | undefined {
  if (!content) return undefined;
  return content.post?.url ?? content.entities?.find(({ href }) => POST.test(href ?? ''))?.href ?? undefined;
}

const DAYS: Readonly<Record<string, string>> = {
  Mon: '1',
  Tue: '2',
  Wed: '3',
  Thu: '4',
  Fri: '5',
  Sat: '6',
  Sun: '7',
};
const formats = new Map<string, Intl.DateTimeFormat>();

function factsOfTime(hours: Hours | null, at: Date): Facts {
  const timeZone = hours?.timeZone ?? 'UTC';
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    'item.time_of_day': `${parts.get('hour')}:${parts.get('minute')}`,
    'item.weekday': DAYS[parts.get('weekday') ?? ''],
    'item.in_hours': isOpen(hours, at),
  };
}
