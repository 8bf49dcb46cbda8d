import { type Db, type Queries, sql } from '../db/index.ts';

const LEASE_SECONDS = 10;

/** The right of one process to do a named piece of work (to send for one account). Runs by the database's time. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly epoch: string;
  /** By this machine's monotonic clock; well before the database thinks so. */
  freshUntilMs: number;
}

function prefix(kind: string): string {
  return `${kind}:`;
}

/** Takes or renews the lease; undefined when another process has it. A change of holder raises the epoch. */
export async function takeLease(db: Queries, name: string, holder: string): Promise<Lease | undefined> {
  const askedAtMs = performance.now();
  const row = await db.findRow(sql<{ epoch: string }>`
    insert into work_lease (name, holder, epoch, expires_at)
    values (${name}, ${holder}, 1, ${leaseEnd()})
    on conflict (name) do update set
      holder = excluded.holder, expires_at = excluded.expires_at,
      epoch = work_lease.epoch + case when work_lease.holder = excluded.holder then 0 else 1 end
    where work_lease.holder = excluded.holder or work_lease.expires_at < clock_timestamp()
    returning epoch`);
  if (!row) return undefined;
  return { name, holder, epoch: row.epoch, freshUntilMs: askedAtMs + (LEASE_SECONDS * 1_000) / 2 };
}

/** Keeps the lease from changing hands until the transaction ends; false when it already has. */
export async function holdsLease(tx: Queries, lease: Lease): Promise<boolean> {
  const row = await tx.findRow(sql`
    select 1 from work_lease
    where name = ${lease.name} and holder = ${lease.holder} and epoch = ${lease.epoch}
      and expires_at > clock_timestamp()
    for share`);
  return row !== undefined;
}

export async function giveLeaseBack(db: Queries, lease: Lease): Promise<void> {
  await db.execute(sql`
    update work_lease set expires_at = clock_timestamp()
    where name = ${lease.name} and holder = ${lease.holder} and epoch = ${lease.epoch}`);
}

/** Ends the leases of processes that are known to be dead. */
export async function endLeases(db: Db, kind: string): Promise<void> {
  await db.execute(sql`
    update work_lease set expires_at = clock_timestamp() where starts_with(name, ${prefix(kind)})`);
}

function leaseEnd() {
  return sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`;
}
