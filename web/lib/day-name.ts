import { threadTexts } from '../texts/thread.ts';

const sameYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const otherYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });

/** Today, Yesterday, else the day by the reader's language. */
export function dayName(at: string, nowMs = Date.now()): string {
  const date = new Date(at);
  const now = new Date(nowMs);
  if (date.toDateString() === now.toDateString()) return threadTexts.today;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return threadTexts.yesterday;
  return (date.getFullYear() === now.getFullYear() ? sameYear : otherYear).format(date);
}
