import type { ProgramEvent } from '../../../contract/api/index.ts';
import { type Db, eventSource, PARTITIONS, readPlaces, type WorkspaceDb } from '../../base/index.ts';
import type { LoggedEvent, WebhookEndpoint, WebhookPorts } from '../../webhooks/index.ts';
import { readHeads } from './recent-store.ts';

/** Entries of one partition that are looked at in one go. */
const PAGE = 40;
const MOST = 100;

export interface Recent {
  readonly events: readonly ProgramEvent[];
  readonly next: string;
  readonly more: boolean;
}

/**
 * What happened after a place in the log, as a webhook of version 2 with every trigger would be told. Nothing is kept
 * for it: who looks asks again from `next`. Without a place, or with one that is not of this log: the last of it.
 */
export async function readRecent(
  ports: WebhookPorts,
  whole: Db,
  db: WorkspaceDb,
  after: string | undefined,
): Promise<Recent> {
  const heads = await readHeads(db);
  const from = (after === undefined ? undefined : parsePlace(after, heads)) ?? heads.map(back);
  const places = from.map((seq, partition) => ({
    workspaceId: db.workspaceId,
    partition,
    seq: seq.toString(),
    reachedAt: null,
  }));
  const pages = await readPlaces(eventSource, whole, places, PAGE);
  const reached = from.map((seq, partition) => {
    const last = pages[partition]?.at(-1);
    // Days that were dropped are behind everybody.
    return last ? BigInt(last.seq) : maxOf(seq, heads[partition] ?? 0n);
  });
  const kinds: readonly string[] = ports.kinds;
  const inOrder = pages
    .flat()
    .filter((event) => kinds.includes(event.kind))
    .toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  // `append` takes only bodies of their kind's type.
  const facts = await db.transaction((tx) => ports.translate(tx, inOrder as unknown as LoggedEvent[]));
  const shown = facts.slice(-MOST);
  const bodies = await ports.bodyOf(db, ANYBODY, shown);
  return {
    events: shown.flatMap((fact, index) => {
      const body = bodies[index];
      if (!body) return [];
      const { id, type, conversationId, createdAt } = fact;
      return [{ id, type, conversationId, at: createdAt.toISOString(), body }];
    }),
    next: reached.map((seq) => seq.toString(36)).join('.'),
    more: pages.some((page) => page.length === PAGE),
  };
}

/** Stands for a webhook that hears everything; it is told nothing and has no secret. */
const ANYBODY: WebhookEndpoint = {
  id: '0'.repeat(24),
  carrier: 'webhook',
  integrationId: null,
  name: '',
  target: '',
  triggers: ['*'],
  version: 'v2',
  includeFullUser: false,
  includeFullSource: false,
  includeClient: false,
  retryForDay: false,
  secret: '',
  state: 'active',
  pausedBy: null,
  pausedAt: null,
  pauseReason: null,
  resumedAt: null,
  probeAt: null,
  probes: 0,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

const back = (head: bigint): bigint => maxOf(0n, head - BigInt(PAGE));
const maxOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Reads what `next` gave; undefined for anything else, and for a place that is ahead of the log. */
function parsePlace(text: string, heads: readonly bigint[]): bigint[] | undefined {
  const parts = text.split('.');
  if (parts.length !== PARTITIONS || !parts.every((part) => /^[0-9a-z]{1,12}$/.test(part))) return undefined;
  const place = parts.map((part) =>
    Array.from(part).reduce((value, digit) => value * 36n + BigInt(Number.parseInt(digit, 36)), 0n),
  );
  return place.every((seq, partition) => seq <= (heads[partition] ?? 0n)) ? place : undefined;
}
