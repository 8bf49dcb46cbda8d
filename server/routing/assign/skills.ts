import type { RequiredSkill } from '../../../contract/api/distribution.ts';
import type { Setup } from '../setup/types.ts';

/** Has every skill, as well as asked for or better. */
export function hasAll(skills: ReadonlyMap<string, number>, required: readonly RequiredSkill[]): boolean {
  return required.every(({ skillId, rating }) => (skills.get(skillId) ?? -1) >= rating);
}

const OVER = 10;
const UNDER = 100;
const MISSING = 1_000;

/**
 * How far an agent is from what is asked: 0 is exact; better than asked comes before worse, worse before nothing at all.
 * Ratings count as shares of their model's best, so that models with other scales compare.
 */
export function distance(
  setup: Setup,
  skills: ReadonlyMap<string, number>,
  required: readonly RequiredSkill[],
): number {
  return required.reduce((sum, { skillId, rating }) => {
    const own = skills.get(skillId);
    if (own === undefined) return sum + MISSING;
    const share = (own - rating) / Math.max(1, setup.skills.get(skillId)?.bestRating ?? 1);
    return sum + (share === 0 ? 0 : share > 0 ? OVER * (1 + share) : UNDER * (1 - share));
  }, 0);
}
