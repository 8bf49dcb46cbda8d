import { formatExact, formatRelative } from './relative-time.ts';
import { useNow } from './ticking.ts';

/** A time as an age that keeps ticking; the exact time on hover. Figures have one width, so nothing moves. */
export function RelativeTime({ at, long, className }: { at: string; long?: boolean; className?: string }) {
  const now = useNow(15_000);
  return (
    <time
      dateTime={at}
      title={formatExact(at)}
      className={className}
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {formatRelative(Date.parse(at), now, long)}
    </time>
  );
}
