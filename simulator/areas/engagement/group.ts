import type { XEngagementType, XGroupDimension } from '../../../contract/x/engagement.ts';

/** Counts by post, type and hour; without time there is one "hour". */
export interface Cells {
  ids: readonly string[];
  types: readonly XEngagementType[];
  /** The start of the first hour; undefined when the counts are totals. */
  from?: number;
  hours: number;
  count(id: number, type: number): ArrayLike<number>;
}

interface Grouped {
  cells: Cells;
  levels: readonly XGroupDimension[];
  /** From this level on there is only time. */
  timeFrom: number;
  splits: Map<readonly number[], [string, number[]][]>;
}

interface Selection {
  ids: readonly number[];
  types: readonly number[];
  /** Indexes of hours, in order. */
  hours: readonly number[];
}

/**
 * One grouping as JSON text: each item of `group_by` is a level, in its order. An hour without a day beside it brings
 * the day along (`{"2016-02-10":{"17":"551"}}`). Values are strings, and zeros are told.
 * Text, since an object would put "10" before "00".
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#engagement-api-groupings
 */
export function groupAsJson(cells: Cells, by: readonly XGroupDimension[]): string {
  const levels = by.flatMap((dimension): XGroupDimension[] =>
    dimension === 'engagement.hour' && !by.includes('engagement.day')
      ? ['engagement.day', 'engagement.hour']
      : [dimension],
  );
  const all: Selection = {
    ids: cells.ids.map((_, index) => index),
    types: cells.types.map((_, index) => index),
    hours: Array.from({ length: cells.hours }, (_, index) => index),
  };
  const isTime = (level: XGroupDimension) => level === 'engagement.day' || level === 'engagement.hour';
  const timeFrom = levels.findLastIndex((level) => !isTime(level)) + 1;
  return write({ cells, levels, timeFrom, splits: new Map() }, 0, all);
}

function write(grouping: Grouped, depth: number, selected: Selection): string {
  if (depth === grouping.timeFrom)
    return writeTime(grouping, depth, addUp(grouping.cells, selected), selected.hours);
  const dimension = grouping.levels[depth] ?? 'tweet.id';
  let text = '';
  for (const [name, part] of split(grouping, dimension, selected))
    text += `${text === '' ? '' : ','}"${name}":${write(grouping, depth + 1, part)}`;
  return `{${text}}`;
}

/** The levels of time at the end: nothing is left to choose but hours, so posts and types are added up before. */
function writeTime(
  grouping: Grouped,
  depth: number,
  counts: ArrayLike<number>,
  hours: readonly number[],
): string {
  const dimension = grouping.levels[depth];
  if (dimension !== 'engagement.day' && dimension !== 'engagement.hour') return `"${sumOf(counts, hours)}"`;
  const isLast = depth === grouping.levels.length - 1;
  let text = '{';
  let mark = '"';
  for (const [name, part] of hoursOf(grouping, dimension, hours)) {
    // Nearly all of an answer is written here.
    if (isLast) text += `${mark}${name}":"${sumOf(counts, part)}"`;
    else text += `${mark}${name}":${writeTime(grouping, depth + 1, counts, part)}`;
    mark = ',"';
  }
  return `${text}}`;
}

function sumOf(counts: ArrayLike<number>, hours: readonly number[]): number {
  let sum = 0;
  for (const hour of hours) sum += counts[hour] ?? 0;
  return sum;
}

function addUp(cells: Cells, { ids, types }: Selection): ArrayLike<number> {
  const [id, type] = [ids[0], types[0]];
  if (ids.length === 1 && types.length === 1 && id !== undefined && type !== undefined)
    return cells.count(id, type);
  const sums = new Float64Array(cells.hours);
  for (const each of ids)
    for (const kind of types) {
      const counts = cells.count(each, kind);
      for (let hour = 0; hour < sums.length; hour++) sums[hour] = (sums[hour] ?? 0) + (counts[hour] ?? 0);
    }
  return sums;
}

function split(grouping: Grouped, dimension: XGroupDimension, selected: Selection): [string, Selection][] {
  const { cells } = grouping;
  switch (dimension) {
    case 'tweet.id':
      return selected.ids.map((id) => [cells.ids[id] ?? '', { ...selected, ids: [id] }]);
    case 'engagement.type':
      return selected.types.map((type) => [cells.types[type] ?? '', { ...selected, types: [type] }]);
    case 'engagement.day':
    case 'engagement.hour':
      return hoursOf(grouping, dimension, selected.hours).map(([name, hours]) => [
        name,
        { ...selected, hours },
      ]);
  }
}

/** Posts and types share their hours, so each list of them is split once. */
function hoursOf(
  { cells, splits }: Grouped,
  dimension: 'engagement.day' | 'engagement.hour',
  hours: readonly number[],
): [string, number[]][] {
  const known = splits.get(hours);
  if (known) return known;
  const groups = new Map<string, number[]>();
  for (const hour of hours) {
    const at = new Date((cells.from ?? 0) + hour * 3_600_000).toISOString();
    const name = dimension === 'engagement.day' ? at.slice(0, 10) : at.slice(11, 13);
    const group = groups.get(name);
    if (group) group.push(hour);
    else groups.set(name, [hour]);
  }
  // Hours of several days in one: in the order of the clock, not of the first day.
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  splits.set(hours, inOrder);
  return inOrder;
}
