import { sql, type WorkspaceDb } from '../../base/index.ts';

export type ActorKind = 'member' | 'api_key' | 'system';

export interface AuditRecord {
  readonly seq: bigint;
  readonly at: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly hash: Buffer;
}

export interface ChainEnd {
  readonly seq: bigint;
  readonly hash: Buffer;
}

interface AuditRow {
  seq: string;
  at: Date;
  actor_kind: ActorKind;
  actor_id: string | null;
  action: string;
  subject_kind: string | null;
  subject_id: string | null;
  facts: AuditRecord['facts'];
  hash: Buffer;
}

/** The newest entry's place and hash; held until the commit, so that the chain has one end. */
export async function lockChainEnd(db: WorkspaceDb): Promise<ChainEnd> {
  const row = await db.row(sql<{ seq: string; hash: Buffer }>`
    insert into audit_head (workspace_id, seq, hash) values (${db.workspaceId}, 0, ${Buffer.alloc(32)})
    on conflict (workspace_id) do update set seq = audit_head.seq returning seq, hash`);
  return { seq: BigInt(row.seq), hash: row.hash };
}

/** The chain's end as it stands. */
export async function findChainEnd(db: WorkspaceDb): Promise<ChainEnd | undefined> {
  const row = await db.findRow(sql<{ seq: string; hash: Buffer }>`
    select seq, hash from audit_head where workspace_id = ${db.workspaceId}`);
  return row && { seq: BigInt(row.seq), hash: row.hash };
}

export async function insertAudit(db: WorkspaceDb, record: AuditRecord): Promise<void> {
  await db.execute(sql`
    with entry as (
      insert into audit
        (workspace_id, seq, at, actor_kind, actor_id, action, subject_kind, subject_id, facts, hash)
      values (${db.workspaceId}, ${record.seq}, ${record.at}, ${record.actorKind}, ${record.actorId},
        ${record.action}, ${record.subjectKind}, ${record.subjectId}, ${JSON.stringify(record.facts)},
        ${record.hash}))
    update audit_head set seq = ${record.seq}, hash = ${record.hash} where workspace_id = ${db.workspaceId}`);
}

/** Entries of an action on one thing: few, found by the thing. */
export async function findAuditOf(
  db: WorkspaceDb,
  action: string,
  subjectId: string,
): Promise<AuditRecord[]> {
  const rows = await db.rows(sql<AuditRow>`
    select seq, at, actor_kind, actor_id, action, subject_kind, subject_id, facts, hash from audit
    where workspace_id = ${db.workspaceId} and subject_id = ${subjectId} and action = ${action}
    order by seq desc limit 100`);
  return rows.map(toRecord);
}

export interface AuditFilter {
  readonly actorId?: string | undefined;
  /** The action, or its beginning. */
  readonly action?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** An entry with the hash of the one before it, where that is there. */
export interface ChainedRecord extends AuditRecord {
  readonly before: Buffer | null;
}

const columns = sql`a.seq, a.at, a.actor_kind, a.actor_id, a.action, a.subject_kind, a.subject_id, a.facts, a.hash,
  b.hash as before`;

/** A page, newest first. */
export async function listAudit(
  db: WorkspaceDb,
  filter: AuditFilter,
  before: bigint | undefined,
  limit: number,
): Promise<ChainedRecord[]> {
  const { actorId, action, subjectId, from, until } = filter;
  const conditions = [
    before === undefined ? undefined : sql`a.seq < ${before}`,
    actorId === undefined ? undefined : sql`a.actor_id = ${actorId}`,
    action === undefined ? undefined : sql`starts_with(a.action, ${action})`,
    subjectId === undefined ? undefined : sql`a.subject_id = ${subjectId}`,
    from === undefined ? undefined : sql`a.at >= ${from}`,
    until === undefined ? undefined : sql`a.at < ${until}`,
  ].filter((condition) => condition !== undefined);
  const all = sql.join([sql`a.workspace_id = ${db.workspaceId}`, ...conditions], sql` and `);
  const rows = await db.rows(sql<AuditRow & { before: Buffer | null }>`
    select ${columns} from audit a
    left join audit b on b.workspace_id = a.workspace_id and b.seq = a.seq - 1
    where ${all} order by a.seq desc limit ${limit}`);
  return rows.map((row) => ({ ...toRecord(row), before: row.before }));
}

/** The next entries of the chain, in their order. */
export async function listChain(db: WorkspaceDb, after: bigint, limit: number): Promise<ChainedRecord[]> {
  const rows = await db.rows(sql<AuditRow & { before: Buffer | null }>`
    select ${columns} from audit a
    left join audit b on b.workspace_id = a.workspace_id and b.seq = a.seq - 1
    where a.workspace_id = ${db.workspaceId} and a.seq > ${after} order by a.seq limit ${limit}`);
  return rows.map((row) => ({ ...toRecord(row), before: row.before }));
}

function toRecord(row: AuditRow): AuditRecord {
  return {
    seq: BigInt(row.seq),
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    facts: row.facts,
    hash: row.hash,
  };
}
