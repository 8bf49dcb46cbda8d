import { createHash } from 'node:crypto';
import { Value } from 'typebox/value';
import { ErasureCertificate } from '../../../contract/api/index.ts';
import { personalData } from '../../../contract/personal-data.ts';
import type { Progress, RequestRecord } from './request-store.ts';

const IN_GROUPS =
  'Of group conversations, what others wrote there stays, our answers and notes included. It may name the person.';

/** A digest that grows: SHA-256 over the one before and the keys of the rows. */
export function digestOf(before: string, keys: readonly string[]): string {
  return createHash('sha256').update(before).update('\n').update(keys.join('\n')).digest('hex');
}

/** What was erased, what was kept and why, sealed. */
export function makeCertificate(
  workspaceId: string,
  request: RequestRecord,
  done: {
    readonly person: Buffer;
    readonly progress: Progress;
    readonly files: number;
    /** Groups that others are in as well. */
    readonly groups: number;
    readonly erasedAt: Date;
  },
): ErasureCertificate {
  const kept = Object.entries(personalData).flatMap(([table, { erase }]) =>
    'keep' in erase && !erase.keep.startsWith('Holds nothing') ? [{ table, why: erase.keep }] : [],
  );
  if (done.groups > 0) kept.push({ table: 'message', why: IN_GROUPS });
  const open = {
    version: 1 as const,
    requestId: request.id,
    workspaceId,
    person: done.person.toString('hex'),
    requestedBy: request.requestedBy,
    requestedAt: request.requestedAt.toISOString(),
    erasedAt: done.erasedAt.toISOString(),
    includedContact: request.includeContact,
    erased: Object.entries(done.progress)
      .filter(([, { count }]) => count > 0)
      .map(([table, { count, digest }]) => ({ table, count, digest }))
      .toSorted((a, b) => (a.table < b.table ? -1 : 1)),
    files: done.files,
    kept: kept.toSorted((a, b) => (a.table < b.table ? -1 : 1)),
  };
  return { ...open, hash: sealOf(open) };
}

/** Reads a certificate file. @returns the certificate, or what is wrong with it. */
export function readCertificate(text: string): ErasureCertificate | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (!Value.Check(ErasureCertificate, parsed)) return 'it does not have the fields of a certificate';
  const { hash, ...open } = parsed;
  return sealOf(open) === hash ? parsed : 'it was changed: its hash does not fit';
}

/** SHA-256 over the fields by name, whatever their order in the file. */
function sealOf(open: object): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(open)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, inOrder(part)]));
}
