import { Readable } from 'node:stream';
import { auditRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Db, type HttpServer, route, type WorkspaceDb, writeCsv } from '../../base/index.ts';
import { checkChain, readAudit } from './audit.ts';
import { listSubjectNames } from './names-store.ts';
import type { AuditFilter, AuditRecord } from './store.ts';

/** Entries checked by one call: some 50 ms. */
const CHECKED = 5_000;
const CSV_PAGE = 1_000;
const CSV_MOST = 100_000;

export function addAuditRoutes(http: HttpServer, deps: { db: Db }): void {
  route(http, auditRoutes.list, async ({ caller, query }) => {
    const before = query.cursor === undefined ? undefined : parseCursor(query.cursor);
    const db = deps.db.workspace(caller.workspaceId);
    const page = await readAudit(db, filterOf(query), before, query.limit ?? 50);
    const sees = caller.permissions.has('conversations.see_all');
    const names = await listSubjectNames(db, page.records, sees);
    return {
      entries: page.records.map((record) => ({
        seq: record.seq.toString(),
        at: record.at.toISOString(),
        actorId: record.actorId,
        actorKind: record.actorKind,
        action: record.action,
        subjectKind: record.subjectKind,
        subjectId: record.subjectId,
        subjectName: nameIn(record) ?? names.get(record.subjectId ?? '') ?? null,
      })),
      next: page.next?.toString() ?? null,
      intact: page.intact,
    };
  });

  route(http, auditRoutes.verify, async ({ caller, body }) => {
    const check = await checkChain(deps.db.workspace(caller.workspaceId), BigInt(body.after), CHECKED);
    return {
      next: check.next?.toString() ?? null,
      checked: check.checked,
      total: check.head.seq.toString(),
      brokenAt: check.brokenAt?.toString() ?? null,
      head: { seq: check.head.seq.toString(), hash: check.head.hash.toString('hex') },
    };
  });

  route(http, auditRoutes.csv, ({ caller, query, reply }) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(csvOf(deps.db.workspace(caller.workspaceId), filterOf(query)))),
  );
}

const COLUMNS = [
  'seq',
  'at',
  'actor kind',
  'actor',
  'action',
  'subject kind',
  'subject',
  'subject name',
  'facts',
  'hash',
];

async function* csvOf(db: WorkspaceDb, filter: AuditFilter): AsyncIterable<string> {
  yield writeCsv([COLUMNS]);
  let before: bigint | undefined;
  for (let count = 0; count < CSV_MOST; count += CSV_PAGE) {
    const page = await readAudit(db, filter, before, CSV_PAGE);
    if (page.records.length > 0) yield writeCsv(page.records.map(rowOf));
    before = page.next;
    if (before === undefined) return;
  }
}

const rowOf = (record: AuditRecord): string[] => [
  record.seq.toString(),
  record.at.toISOString(),
  record.actorKind,
  record.actorId ?? '',
  record.action,
  record.subjectKind ?? '',
  record.subjectId ?? '',
  nameIn(record) ?? '',
  JSON.stringify(record.facts),
  record.hash.toString('hex'),
];

/** What the thing was called when the entry was written; older entries and those of people have none. */
const nameIn = ({ facts: { name } }: AuditRecord): string | undefined =>
  typeof name === 'string' ? name : undefined;

interface FilterQuery {
  readonly actorId?: string;
  readonly action?: string;
  readonly subjectId?: string;
  readonly from?: string;
  readonly until?: string;
}

function filterOf({ actorId, action, subjectId, from, until }: FilterQuery): AuditFilter {
  return {
    actorId,
    action,
    subjectId,
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
  };
}

function parseCursor(cursor: string): bigint {
  if (/^[0-9]{1,18}$/.test(cursor)) return BigInt(cursor);
  throw new AppError(baseErrors.invalid_request, {
    values: { problem: 'The cursor is not one of this list.' },
  });
}
