const HOUR_MS = 3_600_000;
const two = (value: number) => String(value).padStart(2, '0');

/**
 * The keys of a report's hours ("2026-11-30T09:00", the browser's time) from one moment to another, those included in
 * which nothing happened: without them a chart draws distant hours side by side. An hour that comes twice when the
 * clocks go back is one.
 */
export function everyHour(since: string, until: string): string[] {
  const keys = new Set<string>();
  const endMs = Date.parse(until);
  const end = keyOf(new Date(endMs));
  for (let ms = Date.parse(since); ms <= endMs; ms += HOUR_MS) keys.add(keyOf(new Date(ms)));
  return [...keys.add(end)];
}

function keyOf(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:00`;
}
