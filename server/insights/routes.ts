import {
  insightsRoutes,
  measures,
  type MeasureId,
  type ReportConversation,
} from '../../contract/api/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { deskErrors } from '../../contract/errors/desk.ts';
import { insightsErrors } from '../../contract/errors/insights.ts';
import { AppError, type Clock, type Db, type HttpServer, route, writeCsv } from '../base/index.ts';
import { type BehindRow, isOfFacts, listBehindFacts, type Place } from './report/behind-store.ts';
import { isOfWork, listBehindWork } from './report/behind-work-store.ts';
import { checkTimeZone, readScope } from './report/read-scope.ts';
import { makeReport } from './report/report.ts';
import { planForEach } from './report/source.ts';
import { isMember, readTimeline } from './timeline-store.ts';
import { readToday } from './today/today.ts';

const STANDARD = 50;
const DAY_MS = 86_400_000;
const LONGEST_TIMELINE_DAYS = 31;

export function addInsightsRoutes(parts: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
}): void {
  const { http, db, clock } = parts;

  route(http, insightsRoutes.report, ({ query, caller }) =>
    makeReport(db.workspace(caller.workspaceId), readScope(query), clock.now()),
  );

  route(http, insightsRoutes.csv, async ({ query, caller, reply }) => {
    const scope = readScope(query);
    const report = await makeReport(db.workspace(caller.workspaceId), scope, clock.now());
    // Object.keys forgets the literal keys.
    const ids = Object.keys(measures) as MeasureId[];
    const lines = [
      [scope.groupBy, 'name', ...ids.map(headingOf)],
      ...report.rows.map((row) => [row.key, row.name ?? '', ...ids.map((id) => cellOf(id, row.numbers[id]))]),
      ['', 'total', ...ids.map((id) => cellOf(id, report.total[id]))],
    ];
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="report.csv"')
      .send(`\uFEFF${writeCsv(lines)}`);
  });

  route(http, insightsRoutes.conversations, async ({ query, caller }) => {
    const { measure, key, cursor, limit = STANDARD } = query;
    if (!isOfFacts(measure) && !isOfWork(measure)) throw new AppError(insightsErrors.nothing_behind);
    const list = isOfFacts(measure) ? listBehindFacts : listBehindWork;
    const after = cursor === undefined ? undefined : readPlace(cursor);
    const scope = readScope(query);
    const found = await db.workspace(caller.workspaceId).transaction(async (tx) => {
      await planForEach(tx);
      return list(tx, measure, scope, { key, after, limit: limit + 1 });
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      conversations: page.map(presentBehind),
      next: found.length > limit && last ? writePlace(last) : null,
    };
  });

  route(http, insightsRoutes.today, ({ query, caller }) => {
    const { timeZone, ...filter } = query;
    checkTimeZone(timeZone);
    return readToday(db.workspace(caller.workspaceId), filter, timeZone, clock.now());
  });

  route(http, insightsRoutes.timeline, async ({ params, query, caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    if (!(await isMember(workspace, params.id))) {
      throw new AppError(baseErrors.not_found, { values: { what: 'member' } });
    }
    const until = query.until === undefined ? clock.now() : new Date(query.until);
    const from = query.from === undefined ? new Date(until.getTime() - DAY_MS) : new Date(query.from);
    const lengthMs = until.getTime() - from.getTime();
    if (!(lengthMs > 0) || lengthMs > LONGEST_TIMELINE_DAYS * DAY_MS) {
      throw new AppError(insightsErrors.report_time_not_valid, {
        values: { days: String(LONGEST_TIMELINE_DAYS) },
      });
    }
    return readTimeline(workspace, params.id, from, until);
  });
}

function headingOf(id: MeasureId): string {
  const { name, unit } = measures[id];
  return unit === 'time' ? `${name} (s)` : name;
}

function cellOf(id: MeasureId, value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return measures[id].unit === 'time' ? String(Math.round(value / 10) / 100) : String(value);
}

function presentBehind(row: BehindRow): ReportConversation {
  return {
    conversationId: row.conversation_id,
    workItemId: row.work_item_id,
    number: Number(row.number),
    customerName: row.customer_name,
    customerUsername: row.customer_username,
    handleId: row.handle_id,
    queueId: row.queue_id,
    agentId: row.agent_id,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    tags: row.tags,
    value: row.value,
  };
}

function writePlace(row: BehindRow): string {
  return Buffer.from(`${row.at.getTime()}.${row.work_item_id}`).toString('base64url');
}

/** @throws AppError cursor_not_valid. */
function readPlace(cursor: string): Place {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!at || !id || !/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) {
    throw new AppError(deskErrors.cursor_not_valid);
  }
  return { at: new Date(Number(at)), id };
}
