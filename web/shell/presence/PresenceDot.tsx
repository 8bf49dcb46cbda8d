import type { BasePresence } from '../../../contract/api/index.ts';
import classes from './presence.module.css';

/** A colour and a shape for each presence, so that none is told by colour alone. Decorative: the word stands beside it. */
export function PresenceDot({ base, size }: { base: BasePresence; size: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} className={classes.dot} data-base={base} aria-hidden>
      <circle cx="8" cy="8" r="6.5" />
      <path d={shapes[base]} />
    </svg>
  );
}

const shapes: Readonly<Record<BasePresence, string>> = {
  available: 'M5 8.2 7.2 10.4 11 6',
  busy: 'M8 4.5 V8.5 M8 11 V11.2',
  do_not_disturb: 'M5 8 H11',
  away: 'M8 4.8 V8.2 H10.6',
  offline: 'M5.7 5.7 10.3 10.3 M10.3 5.7 5.7 10.3',
  inactive: 'M6.5 5.5 V10.5 M9.5 5.5 V10.5',
};
