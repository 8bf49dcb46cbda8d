import { sql, type WorkspaceDb } from '../../base/index.ts';
import type { WindowSaid } from '../rate-headers.ts';
import type { LimitWindowState } from './window.ts';

export interface LimitKey {
  readonly appId: string;
  readonly subject: string;
  readonly bucket: string;
}

export interface WantedLimit extends LimitKey {
  readonly allowed: number;
  readonly windowMs: number;
}

export interface ReservedLimit extends LimitKey {
  readonly epoch: string;
}

/** After this long a call that is still "in flight" belongs to a process that died. */
const CARRY_MS = 60_000;
/** X names the end of a window in whole seconds; ours must not end before it. */
const MARGIN_MS = 1_000;

/**
 * Takes one call from every wanted window, or from none. One statement: the windows are locked in key order, then
 * changed only when all of them have room. Returns fewer rows than wanted when one has not.
 */
export function takeLimits(
  db: WorkspaceDb,
  wanted: readonly WantedLimit[],
  peopleShare: number,
): Promise<{ subject: string; bucket: string; epoch: string }[]> {
  return db.rows(sql<{ subject: string; bucket: string; epoch: string }>`
    with moment as materialized (select clock_timestamp() as at),
    wanted as (
      select * from unnest(
        ${wanted.map((w) => w.appId)}::text[], ${wanted.map((w) => w.subject)}::text[],
        ${wanted.map((w) => w.bucket)}::text[], ${wanted.map((w) => w.allowed)}::int[],
        ${wanted.map((w) => w.windowMs)}::bigint[]
      ) as w (app_id, subject, bucket, allowed, window_ms)
    ),
    locked as materialized (
      select l.* from x_limit l join wanted w using (app_id, subject, bucket)
      where l.workspace_id = ${db.workspaceId}
      order by l.app_id, l.subject, l.bucket
      for update of l
    ),
    full_window as (
      select 1 from locked l, moment m
      where l.ends_at > m.at
        and l.used + 1 > l.allowed - floor(${peopleShare}::float8 * l.allowed * least(1,
              extract(epoch from l.ends_at - m.at) * 1000 / l.window_ms))
    )
    insert into x_limit as l (workspace_id, app_id, subject, bucket, allowed, used, in_flight, carried, seen,
      x_reset, ends_at, window_ms, epoch, reserved_at)
    select ${db.workspaceId}, w.app_id, w.subject, w.bucket, w.allowed, 1, 1, 0, 0,
      null, m.at + w.window_ms * interval '1 millisecond', w.window_ms, 1, m.at
    from wanted w, moment m
    where not exists (select 1 from full_window)
    order by w.app_id, w.subject, w.bucket
    on conflict (workspace_id, app_id, subject, bucket) do update set
      carried = case when l.ends_at > excluded.reserved_at then l.carried else ${carriedOver} end,
      used = case when l.ends_at > excluded.reserved_at then l.used + 1 else ${carriedOver} + 1 end,
      in_flight = case when l.ends_at > excluded.reserved_at then l.in_flight + 1 else 1 end,
      seen = case when l.ends_at > excluded.reserved_at then l.seen else 0 end,
      x_reset = case when l.ends_at > excluded.reserved_at then l.x_reset end,
      epoch = case when l.ends_at > excluded.reserved_at then l.epoch else l.epoch + 1 end,
      ends_at = case when l.ends_at > excluded.reserved_at then l.ends_at else excluded.ends_at end,
      reserved_at = excluded.reserved_at
    where l.ends_at <= excluded.reserved_at or l.used < l.allowed
    returning l.subject, l.bucket, l.epoch`);
}

const carriedOver = sql`case when l.reserved_at > excluded.reserved_at - ${CARRY_MS} * interval '1 millisecond'
  then least(l.in_flight, l.allowed - 1) else 0 end`;

/** Gives calls back that never reached X. */
export function giveBack(db: WorkspaceDb, reserved: readonly ReservedLimit[]): Promise<number> {
  return db.execute(sql`
    update x_limit l set
      in_flight = case when r.epoch = l.epoch then greatest(0, l.in_flight - 1) else l.in_flight end,
      carried = case when r.epoch = l.epoch - 1 then greatest(0, l.carried - 1) else l.carried end,
      used = case when r.epoch = l.epoch or (r.epoch = l.epoch - 1 and l.carried > 0)
        then greatest(0, l.used - 1) else l.used end
    from ${reservedRows(reserved)}
    where l.workspace_id = ${db.workspaceId} and ${sameKey}`);
}

export interface SettledLimit extends ReservedLimit {
  readonly said: WindowSaid | undefined;
  /** X refused for this limit although it said (or did not say) that calls are left. */
  readonly exhausted: boolean;
}

/**
 * Takes in what X said about the windows of one answered call. Its count may be behind calls that are still in
 * flight, so it lowers ours only when none is; and answers overtake each other, so within one window (one `x_reset`)
 * the highest count wins.
 */
export function settleLimits(db: WorkspaceDb, settled: readonly SettledLimit[]): Promise<number> {
  const said = settled.map((s) => s.said);
  return db.execute(sql`
    with answer as (
      select r.*,
        l.in_flight + l.carried - (case when r.epoch = l.epoch and l.in_flight > 0
          or r.epoch = l.epoch - 1 and l.carried > 0 then 1 else 0 end) as still_out,
        -- A window that is over says nothing about this one.
        r.x_reset is not null and r.reset_in_ms > 0
          and (l.x_reset is null or r.x_reset >= l.x_reset - 2) as counts,
        l.x_reset is not null and r.x_reset > l.x_reset + 2 as newer
      from x_limit l
      join (
        select * from unnest(
          ${settled.map((s) => s.appId)}::text[], ${settled.map((s) => s.subject)}::text[],
          ${settled.map((s) => s.bucket)}::text[], ${settled.map((s) => s.epoch)}::bigint[],
          ${said.map((s) => s?.limit ?? null)}::int[],
          ${said.map((s) => (s ? s.limit - s.remaining : null))}::int[],
          ${said.map((s) => s?.resetSeconds ?? null)}::bigint[],
          ${said.map((s) => (s ? Math.round(s.resetInMs) : null))}::bigint[],
          ${settled.map((s) => s.exhausted)}::boolean[]
        ) as r (app_id, subject, bucket, epoch, said_limit, said_used, x_reset, reset_in_ms, exhausted)
      ) r using (app_id, subject, bucket)
      where l.workspace_id = ${db.workspaceId}
      order by l.app_id, l.subject, l.bucket
      for update of l
    )
    update x_limit l set
      in_flight = case when r.epoch = l.epoch then greatest(0, l.in_flight - 1) else l.in_flight end,
      carried = case when r.epoch = l.epoch - 1 then greatest(0, l.carried - 1) else l.carried end,
      allowed = case when r.counts then r.said_limit else l.allowed end,
      seen = case when not r.counts then l.seen
        when r.newer then r.said_used
        else greatest(l.seen, r.said_used) end,
      used = case
        when r.exhausted then greatest(l.used, l.allowed, coalesce(r.said_limit, 0))
        -- A call carried over was counted in the window before after all.
        when not r.counts and r.x_reset is not null and r.epoch = l.epoch - 1 and l.carried > 0
          then greatest(l.used - 1, l.seen)
        when not r.counts then l.used
        when r.newer then r.said_used + r.still_out
        when r.still_out <= 0 then greatest(l.seen, r.said_used)
        else greatest(l.used, r.said_used) end,
      x_reset = case when r.counts then greatest(coalesce(l.x_reset, 0), r.x_reset) else l.x_reset end,
      ends_at = case when not r.counts then l.ends_at
        when l.x_reset is not null and not r.newer then least(l.ends_at, ${saidEnd})
        else ${saidEnd} end
    from answer r
    where l.workspace_id = ${db.workspaceId} and ${sameKey}`);
}

const saidEnd = sql`clock_timestamp() + (r.reset_in_ms + ${MARGIN_MS}) * interval '1 millisecond'`;
const sameKey = sql`l.app_id = r.app_id and l.subject = r.subject and l.bucket = r.bucket`;

function reservedRows(reserved: readonly ReservedLimit[]) {
  return sql`unnest(
    ${reserved.map((r) => r.appId)}::text[], ${reserved.map((r) => r.subject)}::text[],
    ${reserved.map((r) => r.bucket)}::text[], ${reserved.map((r) => r.epoch)}::bigint[]
  ) as r (app_id, subject, bucket, epoch)`;
}

interface LimitRow {
  readonly subject: string;
  readonly bucket: string;
  readonly allowed: number;
  readonly used: number;
  readonly ends_at: Date;
  readonly window_ms: string;
}

export interface KnownLimit extends LimitWindowState {
  readonly subject: string;
}

/** The windows of an app that have been used so far, by name. */
export async function listLimits(db: WorkspaceDb, appId: string): Promise<KnownLimit[]> {
  const rows = await db.rows(sql<LimitRow>`
    select subject, bucket, allowed, used, ends_at, window_ms from x_limit
    where workspace_id = ${db.workspaceId} and app_id = ${appId}
    order by subject, bucket limit 1000`);
  return rows.map(toState);
}

/** The wanted windows that exist, and the database's time: the one that limit windows are measured by. */
export async function readLimits(
  db: WorkspaceDb,
  wanted: readonly WantedLimit[],
): Promise<{ now: Date; windows: KnownLimit[] }> {
  const { now } = await db.row(sql<{ now: Date }>`select clock_timestamp() as now`);
  const rows = await db.rows(sql<LimitRow>`
    select l.subject, l.bucket, l.allowed, l.used, l.ends_at, l.window_ms from x_limit l
    join unnest(${wanted.map((w) => w.appId)}::text[], ${wanted.map((w) => w.subject)}::text[],
      ${wanted.map((w) => w.bucket)}::text[]) as r (app_id, subject, bucket) on ${sameKey}
    where l.workspace_id = ${db.workspaceId}`);
  return { now, windows: rows.map(toState) };
}

function toState(row: LimitRow): KnownLimit {
  return {
    subject: row.subject,
    bucket: row.bucket,
    allowed: row.allowed,
    used: row.used,
    endsAt: row.ends_at,
    windowMs: Number(row.window_ms),
  };
}
