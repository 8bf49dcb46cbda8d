import { partTexts } from '../texts/settings-parts.ts';

const figures = new Intl.NumberFormat();

/** What is wrong with a number that is out of its bounds, as a sentence; undefined when it fits, or none is there. */
export function describeBounds(
  value: number | string | bigint | undefined,
  min: number | bigint | undefined,
  max: number | bigint | undefined,
): string | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) return partTexts.noNumber;
  const isLow = min !== undefined && number < Number(min);
  const isHigh = max !== undefined && number > Number(max);
  if (!isLow && !isHigh) return undefined;
  if (min !== undefined && max !== undefined)
    return partTexts.between(figures.format(min), figures.format(max));
  return isLow
    ? partTexts.atLeast(figures.format(Number(min)))
    : partTexts.atMost(figures.format(Number(max)));
}
