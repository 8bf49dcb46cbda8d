import type { Db, EventLog, Timers, WorkspaceDb } from '../../base/index.ts';
import { findHours, openTimeBetween } from '../../hours/index.ts';
import { listScores } from '../../surveys/index.ts';
import { findHoursId, listCourses } from './course-store.ts';
import { measure, type OpenTime } from './measure.ts';
import { listUncounted, saveFacts, saveScores, takeUncounted } from './store.ts';

export interface CountingDeps {
  readonly db: Db;
  readonly log: EventLog;
  readonly timers: Timers;
}

const BATCH = 200;
const BACKFILL_MS = 60_000;

/** Counts every conversation once it is closed, and those that were closed before anybody counted. */
export function startCounting({ db, log, timers }: CountingDeps): void {
  log.consume({
    name: 'insights',
    start: 'now',
    kinds: ['work_item.changed'],
    wants: ({ body }) => body.state === 'closed',
    giveWayMs: 1_000,
    handle: async (tx, events) => {
      await count(tx, [...new Set(events.map((event) => event.body.workItemId))]);
    },
  });
  log.consume({
    name: 'insights-surveys',
    start: 'now',
    kinds: ['survey.answered'],
    giveWayMs: 1_000,
    handle: (tx, events) => score(tx, [...new Set(events.map((event) => event.body.workItemId))]),
  });
  timers.sweeper({
    name: 'insights-backfill',
    everyMs: BACKFILL_MS,
    run: async () => {
      const [workspaceId] = await listUncounted(db);
      if (workspaceId === undefined) return false;
      await db.workspace(workspaceId).transaction(async (tx) => {
        await count(tx, await takeUncounted(tx, BATCH));
      });
      return true;
    },
  });
}

/** Makes the facts of these work items anew; twice is once. */
export async function count(db: WorkspaceDb, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  const courses = await listCourses(db, itemIds);
  const hours = new Map<string, OpenTime>();
  for (const { item } of courses) {
    const key = `${item.queueId}/${item.handleId}`;
    if (!hours.has(key)) hours.set(key, await openTimeOf(db, item.queueId, item.handleId));
  }
  await saveFacts(
    db,
    courses.map((course) =>
      measure(course, hours.get(`${course.item.queueId}/${course.item.handleId}`) ?? allHours),
    ),
  );
  // Some answer while it is in wrap-up still.
  await score(db, itemIds);
}

/** Takes the scores of answered surveys in, where the conversation is counted already. */
async function score(db: WorkspaceDb, itemIds: readonly string[]): Promise<void> {
  await saveScores(db, await listScores(db, itemIds));
}

const allHours: OpenTime = (from, until) => openTimeBetween(null, from, until);

/** Opening hours by which responses are measured: the queue's, else the handle's, else all hours. */
async function openTimeOf(db: WorkspaceDb, queueId: string, handleId: string): Promise<OpenTime> {
  const hours = await findHours(db, await findHoursId(db, queueId, handleId));
  return (from, until) => openTimeBetween(hours, from, until);
}
