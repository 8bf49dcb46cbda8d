export type Point = { at: number; value: number };

/** How many points a line of this width shows; more are added up, so that peaks and sums stay. */
const MOST_POINTS = 240;

/** At most `MOST_POINTS` points: neighbours are added together. */
export const thinned = (points: readonly Point[]): Point[] => {
  const size = Math.ceil(points.length / MOST_POINTS);
  if (size <= 1) return [...points];
  const found: Point[] = [];
  for (let from = 0; from < points.length; from += size) {
    const group = points.slice(from, from + size);
    found.push({ at: group[0]?.at ?? 0, value: group.reduce((sum, { value }) => sum + value, 0) });
  }
  return found;
};

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** A round number at or above the highest value. */
export const roundTop = (most: number): number => {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.ceil((ROUND.find((factor) => factor * power >= most) ?? 10) * power);
};

/** The line and the area below it as paths in a box. */
export const pathsOf = (points: readonly Point[], top: number, width: number, height: number) => {
  const last = Math.max(1, points.length - 1);
  const spots = points.map(
    ({ value }, index) =>
      `${((index / last) * width).toFixed(1)} ${(height - (value / top) * height).toFixed(1)}`,
  );
  const line = spots.length === 1 ? `M0 ${spots[0]?.split(' ')[1]} H${width}` : `M${spots.join('L')}`;
  return { line, area: `${line}V${height}H0Z` };
};
