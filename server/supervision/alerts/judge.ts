import type { Alert, AlertRule } from '../../../contract/api/index.ts';

export type Level = Alert['level'];

/** An alert ends only well inside its threshold, so that a value on the line does not flap. */
const WELL_INSIDE = 0.8;

/**
 * The level of a value now, from the level that stood. Raised at a threshold, lowered only below four fifths of it.
 * Pure. Of values that last (nobody there, inactive) zero means that it is over.
 */
export function judge(
  rule: Pick<AlertRule, 'warning' | 'critical'>,
  value: number,
  stands: Level | null,
): Level | null {
  const { warning, critical } = rule;
  const isPast = (threshold: number, held: boolean) =>
    held && threshold > 0 ? value > threshold * WELL_INSIDE : value >= threshold && value > 0;
  if (critical !== null && isPast(critical, stands === 'critical')) return 'critical';
  return isPast(warning, stands !== null) ? 'warning' : null;
}
