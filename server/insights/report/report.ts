import { measures, type Numbers, type Report, type ReportRow } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { Picked } from '../sums/picked.ts';
import { pickSums, wantZone } from '../sums/spans-store.ts';
import { conversationNumbers } from './conversation-numbers.ts';
import { hasNames, namesOf } from './names-store.ts';
import { openedNumbers } from './opened-numbers.ts';
import { presenceNumbers } from './presence-numbers.ts';
import { MOST_GROUPS, type Scope, scopeBefore } from './scope.ts';
import { sessionNumbers } from './session-numbers.ts';
import { planForEach } from './source.ts';
import { stayNumbers } from './stay-numbers.ts';

/** Chooses what of a time is read from sums. */
type Pick = (db: WorkspaceDb, scope: Scope) => Promise<Picked>;

/**
 * All measures of a time, grouped, with the total and the time before.
 * @param pick of sums; the numbers are the same whatever it picks.
 */
export async function makeReport(
  db: WorkspaceDb,
  scope: Scope,
  now: Date,
  pick: Pick = pickSums,
): Promise<Report> {
  // Which days are summed, their sums, and the rows of the others must be of the same moment.
  const report = await db.transaction(
    async (tx) => {
      await planForEach(tx);
      return readReport(tx, scope, now, pick);
    },
    { isolation: 'repeatable read' },
  );
  await wantZone(db, scope.timeZone, now);
  return report;
}

async function readReport(db: WorkspaceDb, scope: Scope, now: Date, pick: Pick): Promise<Report> {
  const groups = scope.groupBy === 'none' ? new Map<string, Numbers>() : await readAll(db, scope, now, pick);
  const total = await readTotal(db, { ...scope, groupBy: 'none' }, now, pick);
  const before = await readTotal(db, scopeBefore(scope), now, pick);
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

async function readTotal(db: WorkspaceDb, scope: Scope, now: Date, pick: Pick): Promise<Numbers> {
  return (await readAll(db, scope, now, pick)).get('') ?? {};
}

async function readAll(db: WorkspaceDb, scope: Scope, now: Date, pick: Pick): Promise<Map<string, Numbers>> {
  const picked = await pick(db, scope);
  const parts = [
    await conversationNumbers(db, scope, picked),
    await openedNumbers(db, scope, picked),
    await sessionNumbers(db, scope, picked),
    await stayNumbers(db, scope, picked),
    await presenceNumbers(db, scope, now),
  ];
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
