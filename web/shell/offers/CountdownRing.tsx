import { useServerNow } from '../../lib/server-clock.ts';
import { formatCountdown } from '../../lib/countdown.ts';
import { offerTexts } from '../../texts/seat.ts';
import classes from './offers.module.css';

const radius = 17;
const around = 2 * Math.PI * radius;

/** Time that is left, as a ring and in figures, by the server's clock. */
export function CountdownRing({ expiresAt, seconds }: { expiresAt: string; seconds: number }) {
  // Clocks differ by a little; more than the whole time is never left.
  const leftMs = Math.min(seconds * 1_000, Math.max(0, Date.parse(expiresAt) - useServerNow(1_000)));
  const share = leftMs / (seconds * 1_000);
  const time = formatCountdown(leftMs);
  return (
    <span
      className={classes.ring}
      data-low={leftMs < 15_000 || undefined}
      role="timer"
      aria-label={offerTexts.left(time)}
    >
      <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden>
        <circle className={classes.ringBack} cx="20" cy="20" r={radius} />
        <circle
          className={classes.ringLeft}
          cx="20"
          cy="20"
          r={radius}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - share)}
        />
      </svg>
      <span aria-hidden>{time}</span>
    </span>
  );
}
