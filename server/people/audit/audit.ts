import { createHash } from 'node:crypto';
import type { Clock, WorkspaceDb, WorkspaceTx } from '../../base/index.ts';
import {
  type ActorKind,
  type AuditRecord,
  findChainEnd,
  insertAudit,
  listAudit,
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
  /** Small facts (a role, a version); never names, addresses or text. */
  readonly facts?: AuditRecord['facts'];
}

export type Audit = (tx: WorkspaceTx, input: AuditInput) => Promise<void>;

/**
 * Makes `audit(tx, …)`: an entry of the audit log in the caller's transaction, chained by hash to the one before.
 * The chain's end stays locked until the commit: for what people do, not for what flows.
 */
export function createAudit(clock: Clock): Audit {
  return async (tx, input) => {
    const end = await lockChainEnd(tx);
    const unsealed = {
      seq: end.seq + 1n,
      at: clock.now(),
      actorKind: input.actor.kind,
      actorId: input.actor.id,
      action: input.action,
      subjectKind: input.subjectKind ?? null,
      subjectId: input.subjectId ?? null,
      facts: input.facts ?? {},
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
  before: bigint | undefined,
  limit: number,
): Promise<AuditPage> {
  // Read first: what is written meanwhile lies beyond it.
  const end = before === undefined ? await findChainEnd(db) : undefined;
  // One more than shown: the oldest shown entry is checked against it.
  const found = await listAudit(db, before, limit + 1);
  const records = found.slice(0, limit);
  const last = records.at(-1);
  return {
    records,
    next: found.length > limit && last ? last.seq : undefined,
    intact:
      (records[0]?.seq ?? 0n) >= (end?.seq ?? 0n) &&
      records.every((record, index) => follows(record, found[index + 1])),
  };
}

function follows(record: AuditRecord, before: AuditRecord | undefined): boolean {
  if (record.seq === 1n) return before === undefined && sealOf(Buffer.alloc(32), record).equals(record.hash);
  if (!before || before.seq !== record.seq - 1n) return false;
  return sealOf(before.hash, record).equals(record.hash);
}
