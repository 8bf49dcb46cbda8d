import type { ErasureCertificate } from '../../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Subject } from './subject.ts';

/** Rows done so far, by table. */
export type Progress = Readonly<Record<string, { readonly count: number; readonly digest: string }>>;

export interface RequestRecord {
  readonly id: string;
  readonly kind: 'erase' | 'export';
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Null once it is done. */
  readonly subject: Subject | null;
  readonly includeContact: boolean;
  readonly progress: Progress;
  readonly failure: string | null;
  readonly certificate: ErasureCertificate | null;
  readonly blobKey: string | null;
  readonly byteSize: number | null;
  readonly expiresAt: Date | null;
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
}

interface Row {
  id: string;
  kind: RequestRecord['kind'];
  state: RequestRecord['state'];
  subject: Subject | Record<string, never>;
  include_contact: boolean;
  progress: Progress;
  failure: string | null;
  certificate: ErasureCertificate | null;
  blob_key: string | null;
  byte_size: string | null;
  expires_at: Date | null;
  requested_by: string | null;
  requested_at: Date;
  finished_at: Date | null;
}

const columns = sql`id, kind, state, subject, include_contact, progress, failure, certificate, blob_key, byte_size,
  expires_at, requested_by, requested_at, finished_at`;

function toRecord(row: Row): RequestRecord {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    // Written by us: a whole subject, or nothing.
    subject: 'customerId' in row.subject ? (row.subject as Subject) : null,
    includeContact: row.include_contact,
    progress: row.progress,
    failure: row.failure,
    certificate: row.certificate,
    blobKey: row.blob_key,
    byteSize: row.byte_size === null ? null : Number(row.byte_size),
    expiresAt: row.expires_at,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
  };
}

export async function insertRequest(
  tx: WorkspaceTx,
  request: Pick<RequestRecord, 'id' | 'kind' | 'includeContact' | 'requestedBy' | 'requestedAt'> & {
    readonly subject: Subject;
  },
): Promise<RequestRecord> {
  const row = await tx.row(sql<Row>`
    insert into erasure_request (workspace_id, id, kind, state, subject, include_contact, requested_by, requested_at)
    values (${tx.workspaceId}, ${request.id}, ${request.kind}, 'waiting', ${JSON.stringify(request.subject)},
      ${request.includeContact}, ${request.requestedBy}, ${request.requestedAt})
    returning ${columns}`);
  return toRecord(row);
}

export async function findRequest(db: WorkspaceDb, id: string): Promise<RequestRecord | undefined> {
  const row = await db.findRow(sql<Row>`
    select ${columns} from erasure_request where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

/** The request, locked: who holds it works on it. */
export async function findLockedRequest(tx: WorkspaceTx, id: string): Promise<RequestRecord | undefined> {
  const row = await tx.findRow(sql<Row>`
    select ${columns} from erasure_request where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toRecord(row);
}

/** Newest first. */
export async function listRequests(
  db: WorkspaceDb,
  before: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<RequestRecord[]> {
  const older = before ? sql`and (requested_at, id) < (${before.at}, ${before.id})` : sql``;
  const rows = await db.rows(sql<Row>`
    select ${columns} from erasure_request where workspace_id = ${db.workspaceId} ${older}
    order by requested_at desc, id desc limit ${limit}`);
  return rows.map(toRecord);
}

/** True while something about this customer is asked for and not finished. */
export async function isUnderWay(db: WorkspaceDb, customerId: string): Promise<boolean> {
  const { under_way } = await db.row(sql<{ under_way: boolean }>`
    select exists (select 1 from erasure_request
      where workspace_id = ${db.workspaceId} and state in ('waiting', 'running')
        and subject->>'customerId' = ${customerId}) as under_way`);
  return under_way;
}

export interface RequestChange {
  readonly state?: RequestRecord['state'];
  readonly progress?: Progress;
  readonly failure?: string | null;
  readonly certificate?: ErasureCertificate;
  readonly blobKey?: string | null;
  readonly byteSize?: number;
  readonly expiresAt?: Date | null;
  readonly finishedAt?: Date;
  /** Done: who it was about is forgotten. */
  readonly forgetSubject?: boolean;
}

export async function updateRequest(tx: WorkspaceDb, id: string, change: RequestChange): Promise<void> {
  const sets = [
    change.state === undefined ? undefined : sql`state = ${change.state}`,
    change.progress === undefined ? undefined : sql`progress = ${JSON.stringify(change.progress)}`,
    change.failure === undefined ? undefined : sql`failure = ${change.failure}`,
    change.certificate === undefined ? undefined : sql`certificate = ${JSON.stringify(change.certificate)}`,
    change.blobKey === undefined ? undefined : sql`blob_key = ${change.blobKey}`,
    change.byteSize === undefined ? undefined : sql`byte_size = ${change.byteSize}`,
    change.expiresAt === undefined ? undefined : sql`expires_at = ${change.expiresAt}`,
    change.finishedAt === undefined ? undefined : sql`finished_at = ${change.finishedAt}`,
    change.forgetSubject ? sql`subject = '{}'` : undefined,
  ].filter((set) => set !== undefined);
  if (sets.length === 0) return;
  await tx.execute(sql`
    update erasure_request set ${sql.join(sets)} where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Exports whose time is over. */
export function listExpired(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ workspace_id: string; id: string; blob_key: string }[]> {
  return db.rows(sql`
    select workspace_id, id, blob_key from erasure_request
    where blob_key is not null and expires_at <= ${now} order by expires_at limit ${limit}`);
}

/** Requests that nobody has finished: asked for again after a restart. */
export function listUnfinished(db: Db): Promise<{ workspace_id: string; id: string }[]> {
  return db.rows(sql`
    select workspace_id, id from erasure_request where state in ('waiting', 'running')
    order by requested_at limit 100`);
}
