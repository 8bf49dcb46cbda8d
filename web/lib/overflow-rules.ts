import type { OverflowRule } from '../../contract/api/index.ts';
import { overflowTexts as texts } from '../texts/overflow.ts';

type Condition = OverflowRule['condition'];

/** A condition as it is when it was just chosen. */
export function newOverflow(condition: Condition): OverflowRule {
  const value = condition === 'out_of_hours' ? 0 : condition === 'items_exceed' ? 50 : 30;
  const action = condition === 'wait_exceeds' ? 'transfer' : 'assign_anyway';
  return { condition, value, action, queueId: null };
}

/** What is wrong with a condition, by field; none of it: nothing. */
export function overflowProblems(rule: OverflowRule): { value?: string; queueId?: string } {
  const { condition, value, action, queueId } = rule;
  const whole = Number.isInteger(value) && value >= 1;
  return {
    ...(condition === 'items_exceed' && !(whole && value <= 1_000) && { value: texts.badItems }),
    ...(condition === 'wait_exceeds' && !(whole && value <= 2_880) && { value: texts.badMinutes }),
    ...(action === 'transfer' && queueId === null && { queueId: texts.needsQueue }),
  };
}

/** What is wrong with any of them, by the field that the server would name. */
export function overflowChecks(rules: readonly OverflowRule[]): Record<string, string> {
  return Object.fromEntries(
    rules.flatMap((rule, index) =>
      Object.entries(overflowProblems(rule)).map(([field, problem]) => [
        `settings.overflow.${index}.${field}`,
        problem,
      ]),
    ),
  );
}
