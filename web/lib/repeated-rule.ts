import type { ConditionGroup } from '../../contract/api/index.ts';

interface Rule {
  readonly name: string;
  readonly enabled: boolean;
  readonly condition: ConditionGroup | null;
}

/** The first rule that is tried before and matches whatever this condition matches, since it asks the same, or nothing. */
export function findRepeated(earlier: readonly Rule[], condition: ConditionGroup): Rule | undefined {
  const wanted = JSON.stringify(condition);
  return earlier.find(
    ({ enabled, condition: other }) =>
      enabled && (other === null || other.conditions.length === 0 || JSON.stringify(other) === wanted),
  );
}
