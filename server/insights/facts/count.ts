import type { Db, EventLog, Timers, WorkspaceDb } from '../../base/index.ts';
import { listCourses } from './course-store.ts';
import { measure, type OpenTime } from './measure.ts';
import { listUncounted, saveFacts, takeUncounted } from './store.ts';

/** Opening hours by which responses are measured: the queue's, else the handle's. */
export type FindOpenTime = (db: WorkspaceDb, queueId: string, handleId: string) => Promise<OpenTime>;

export interface CountingDeps {
  readonly db: Db;
  readonly log: EventLog;
  readonly timers: Timers;
  readonly findOpenTime: FindOpenTime;
}

const BATCH = 200;
const BACKFILL_MS = 60_000;

/** Counts every conversation once it is closed, and those that were closed before anybody counted. */
export function startCounting({ db, log, timers, findOpenTime }: CountingDeps): void {
  log.consume({
    name: 'insights',
    start: 'now',
    kinds: ['work_item.changed'],
    handle: async (tx, events) => {
      const closed = events.filter((event) => event.body.state === 'closed');
      await count(tx, [...new Set(closed.map((event) => event.body.workItemId))], findOpenTime);
    },
  });
  timers.sweeper({
    name: 'insights-backfill',
    everyMs: BACKFILL_MS,
    run: async () => {
      const [workspaceId] = await listUncounted(db);
      if (workspaceId === undefined) return false;
      await db.workspace(workspaceId).transaction(async (tx) => {
        await count(tx, await takeUncounted(tx, BATCH), findOpenTime);
      });
      return true;
    },
  });
}

/** Makes the facts of these work items anew; twice is once. */
export async function count(
  db: WorkspaceDb,
  itemIds: readonly string[],
  findOpenTime: FindOpenTime,
): Promise<void> {
  if (itemIds.length === 0) return;
  const courses = await listCourses(db, itemIds);
  const hours = new Map<string, OpenTime>();
  for (const { item } of courses) {
    const key = `${item.queueId}/${item.handleId}`;
    if (!hours.has(key)) hours.set(key, await findOpenTime(db, item.queueId, item.handleId));
  }
  const allHours: OpenTime = (from, until) => until.getTime() - from.getTime();
  await saveFacts(
    db,
    courses.map((course) =>
      measure(course, hours.get(`${course.item.queueId}/${course.item.handleId}`) ?? allHours),
    ),
  );
}
