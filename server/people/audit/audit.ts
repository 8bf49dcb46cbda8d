import { createHash } from 'node:crypto';
import type { Clock, WorkspaceDb, WorkspaceTx } from '../../base/index.ts';
import { findSetupName } from './names-store.ts';
import {
  type ActorKind,
  type AuditFilter,
  type AuditRecord,
  type ChainedRecord,
  type ChainEnd,
  findChainEnd,
  insertAudit,
  listAudit,
  listChain,
  lockChainEnd,
} from './store.ts';

/** Who did something: a member, a program with a key, or the product itself. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string | null;
}

export const systemActor: Actor = { kind: 'system', id: null };

export interface AuditInput {
  readonly actor: Actor;
  /** Dotted, past tense: `x_app.created`. */
  readonly action: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  /** Small facts (a role, a version); never names of people, addresses or text. */
  readonly facts?: AuditRecord['facts'];
}

export type Audit = (tx: WorkspaceTx, input: AuditInput) => Promise<void>;

/**
 * Makes `audit(tx, …)`: an entry of the audit log in the caller's transaction, chained by hash to the one before.
 * Of things that are set up it keeps the name of that time as the fact `name`; of people it holds ids only.
 * The chain's end stays locked until the commit: for what people do, not for what flows.
 */
export function createAudit(clock: Pick<Clock, 'now'>): Audit {
  return async (tx, input) => {
    const name = await findSetupName(tx, input.subjectKind ?? null, input.subjectId ?? null);
    const end = await lockChainEnd(tx);
    const unsealed = {
      seq: end.seq + 1n,
      at: clock.now(),
      actorKind: input.actor.kind,
      actorId: input.actor.id,
      action: input.action,
      subjectKind: input.subjectKind ?? null,
      subjectId: input.subjectId ?? null,
      facts: { ...input.facts, ...(name !== undefined && { name }) },
    };
    await insertAudit(tx, { ...unsealed, hash: sealOf(end.hash, unsealed) });
  };
}

/** SHA-256 over the hash before and every field. */
export function sealOf(before: Buffer, entry: Omit<AuditRecord, 'hash'>): Buffer {
  const facts = Object.entries(entry.facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const fields = [
    entry.seq.toString(),
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    facts,
  ];
  return createHash('sha256').update(before).update(JSON.stringify(fields)).digest();
}

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  readonly next: bigint | undefined;
  /** Every entry of this page follows from the one before it. */
  readonly intact: boolean;
}

/** A page of the log, newest first, with its chain checked. */
export async function readAudit(
  db: WorkspaceDb,
  filter: AuditFilter,
  before: bigint | undefined,
  limit: number,
): Promise<AuditPage> {
  const isWhole = Object.values(filter).every((part) => part === undefined);
  // Read first: what is written meanwhile lies beyond it.
  const end = before === undefined && isWhole ? await findChainEnd(db) : undefined;
  const found = await listAudit(db, filter, before, limit + 1);
  const records = found.slice(0, limit);
  const last = records.at(-1);
  return {
    records,
    next: found.length > limit && last ? last.seq : undefined,
    intact: (records[0]?.seq ?? 0n) >= (end?.seq ?? 0n) && records.every(follows),
  };
}

export interface ChainCheck {
  /** Where to go on; undefined at the end. */
  readonly next: bigint | undefined;
  readonly checked: number;
  /** The first entry that does not follow; undefined: all do. */
  readonly brokenAt: bigint | undefined;
  readonly head: ChainEnd;
}

/** Checks the chain from an entry on: that each follows from the one before, and none is missing. */
export async function checkChain(db: WorkspaceDb, after: bigint, limit: number): Promise<ChainCheck> {
  const head = (await findChainEnd(db)) ?? { seq: 0n, hash: Buffer.alloc(32) };
  const records = await listChain(db, after, limit);
  let expected = after + 1n;
  for (const record of records) {
    if (record.seq !== expected || !follows(record))
      return { next: undefined, checked: 0, brokenAt: expected, head };
    expected += 1n;
  }
  const last = records.at(-1);
  const isEnd = expected > head.seq;
  const lost = records.length < limit && !isEnd;
  const changed = last !== undefined && last.seq === head.seq && !last.hash.equals(head.hash);
  if (lost || changed)
    return { next: undefined, checked: records.length, brokenAt: changed ? head.seq : expected, head };
  return {
    next: isEnd ? undefined : (last?.seq ?? after),
    checked: records.length,
    brokenAt: undefined,
    head,
  };
}

/** The first entry follows from nothing, every other one from the hash before it. */
function follows(record: ChainedRecord): boolean {
  const before = record.seq === 1n ? Buffer.alloc(32) : record.before;
  return before !== null && sealOf(before, record).equals(record.hash);
}
