const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

/** The time on X's day of today, else day and time. */
export const shortMoment = (atMs: number, nowMs: number | null): string =>
  new Date(atMs).toDateString() === new Date(nowMs ?? Date.now()).toDateString()
    ? clock.format(atMs)
    : dayAndClock.format(atMs);

export const exactMoment = (atMs: number): string => exact.format(atMs);

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** `4 min 2 s`, the two largest units. */
export const duration = (ms: number): string => {
  let rest = Math.max(0, Math.round(ms / 1000) * 1000);
  if (rest === 0) return '0 s';
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
    if (parts.length === 2) break;
  }
  return parts.join(' ');
};

/** `1.2 MB`. */
export const byteSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
};

export const count = (value: number): string => value.toLocaleString();
