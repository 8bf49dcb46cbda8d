import { measures, type Numbers, type Report, type ReportRow } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { conversationNumbers } from './conversation-numbers.ts';
import { hasNames, namesOf } from './names-store.ts';
import { openedNumbers } from './opened-numbers.ts';
import { presenceNumbers } from './presence-numbers.ts';
import { MOST_GROUPS, type Scope, scopeBefore } from './scope.ts';
import { sessionNumbers } from './session-numbers.ts';
import { stayNumbers } from './stay-numbers.ts';

/** All measures of a time, grouped, with the total and the time before. */
export async function makeReport(db: WorkspaceDb, scope: Scope, now: Date): Promise<Report> {
  const [groups, total, before] = await Promise.all([
    scope.groupBy === 'none' ? new Map<string, Numbers>() : readAll(db, scope, now),
    readTotal(db, { ...scope, groupBy: 'none' }, now),
    readTotal(db, scopeBefore(scope), now),
  ]);
  const isTime = scope.groupBy === 'date' || scope.groupBy === 'hour_of_day';
  const sorted = [...groups].toSorted(isTime ? byTime : bySize);
  const shown = sorted.slice(0, MOST_GROUPS);
  const names = await namesOf(
    db,
    scope.groupBy,
    shown.map(([key]) => key),
  );
  const rows = shown.map(([key, numbers]): ReportRow => {
    const name = hasNames(scope.groupBy) ? (names.get(key) ?? null) : key;
    return { key, name, numbers };
  });
  return { rows, total, before, cut: sorted.length > MOST_GROUPS };
}

async function readTotal(db: WorkspaceDb, scope: Scope, now: Date): Promise<Numbers> {
  return (await readAll(db, scope, now)).get('') ?? {};
}

async function readAll(db: WorkspaceDb, scope: Scope, now: Date): Promise<Map<string, Numbers>> {
  const parts = await Promise.all([
    conversationNumbers(db, scope),
    openedNumbers(db, scope),
    sessionNumbers(db, scope),
    stayNumbers(db, scope),
    presenceNumbers(db, scope, now),
  ]);
  // What no row of a source speaks of happened not once; in a source that was cut, it may have.
  const isWhole = parts.every((part) => part.size <= MOST_GROUPS);
  const all = new Map<string, Numbers>(scope.groupBy === 'none' ? [['', isWhole ? none : {}]] : []);
  for (const part of parts) {
    for (const [key, numbers] of part)
      all.set(key, { ...(isWhole ? none : {}), ...all.get(key), ...numbers });
  }
  return all;
}

/** Every count at zero. */
const none: Numbers = Object.fromEntries(
  Object.entries(measures)
    .filter(([, { unit }]) => unit === 'count')
    .map(([id]) => [id, 0]),
);

type Group = readonly [key: string, numbers: Numbers];

function bySize([a, one]: Group, [b, other]: Group): number {
  const size = ({ closed, opened, sessions_offered: sessions }: Numbers) =>
    (closed ?? 0) + (opened ?? 0) + (sessions ?? 0);
  return size(other) - size(one) || (a < b ? -1 : 1);
}

function byTime([a]: Group, [b]: Group): number {
  return a.length === b.length ? (a < b ? -1 : 1) : a.length - b.length;
}
