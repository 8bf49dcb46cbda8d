import { type Db, sql } from '../db/index.ts';
import type { WorkspaceId } from '../ids.ts';
import { eventSource, PARTITIONS, type Place, readPlaces, type StoredEvent } from '../log/index.ts';
import type { LiveEnd } from './client.ts';
import { distance, formatVector, parseVector, type Vector } from './vector.ts';

/** Further behind than this, fetching the screen anew is cheaper than catching up. */
const FARTHEST = 5_000n;
const PAGE = 500;

/** What an event of the log looks like to browsers; undefined when they need not hear of it. */
export type ToLive = (event: StoredEvent) => unknown;

/** Follows the log of one workspace for the browsers that have it open. */
export class Tail {
  readonly clients = new Set<LiveEnd>();
  /** Clients and those who are joining. */
  readonly holders = new Set<LiveEnd>();
  readonly #db: Db;
  readonly #workspaceId: WorkspaceId;
  readonly #toLive: ToLive;
  #at: bigint[] | undefined;
  /** recordedAt of the last event read of each partition: lets a read skip the tables of old days. */
  readonly #reachedAt: (Date | undefined)[] = [];
  #reading: Promise<void> | undefined;
  #again = false;
  #compares = false;

  constructor(db: Db, workspaceId: WorkspaceId, toLive: ToLive) {
    this.#db = db;
    this.#workspaceId = workspaceId;
    this.#toLive = toLive;
  }

  /** Lets a browser in: from `lastEventId` on without a gap, else from now. */
  async join(client: LiveEnd, lastEventId: string | undefined): Promise<void> {
    this.#at ??= [...(await this.#heads())];
    const asked = lastEventId === undefined ? undefined : parseVector(lastEventId);
    const behind = asked && distance(asked, this.#at);
    if (!asked || behind === undefined || behind > FARTHEST) {
      // An id from another log or from long ago: the browser fetches what it shows.
      if (lastEventId !== undefined) client.send({ type: 'reset' }, formatVector(this.#at));
      else client.mark(formatVector(this.#at));
    } else {
      await this.#catchUp(client, asked);
    }
    // No await stands between the last comparison with the tail and this line: nothing is missed, nothing doubled.
    if (!client.closed) this.clients.add(client);
  }

  /** Reads what is new and sends it. Calls while it reads make it read once more. */
  read(): Promise<void> {
    this.#again = true;
    return this.#readOn();
  }

  /** Looks whether there is anything new that nobody told of. */
  compare(): Promise<void> {
    this.#compares = true;
    return this.#readOn();
  }

  #readOn(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#again || this.#compares) {
      const heads = this.#compares ? await this.#heads() : undefined;
      const at = this.#at;
      if (!at) return;
      const isBehind = heads?.some((head, partition) => (at[partition] ?? 0n) < head) ?? false;
      const isAsked = this.#again || isBehind;
      this.#again = false;
      this.#compares = false;
      if (isAsked) await this.#catchUpWith(at, heads);
    }
  }

  async #catchUpWith(at: bigint[], heads: Vector | undefined): Promise<void> {
    for (let more = true; more; ) {
      const places = at.map((seq, partition) => this.#place(partition, seq, this.#reachedAt[partition]));
      const pages = await readPlaces(eventSource, this.#db, places, PAGE);
      // As they happened, as far as partitions let one tell; the order within each stays.
      const inOrder = pages.flat().toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
      for (const event of inOrder) this.#broadcast(event);
      for (const [partition, events] of pages.entries()) {
        // The day's table was dropped: what is gone cannot be sent.
        const head = heads?.[partition] ?? 0n;
        if (events.length === 0 && (at[partition] ?? 0n) < head) at[partition] = head;
      }
      more = pages.some((events) => events.length === PAGE);
    }
  }

  #broadcast(event: StoredEvent): void {
    if (!this.#at) return;
    this.#at[event.partition] = BigInt(event.seq);
    this.#reachedAt[event.partition] = event.recordedAt;
    const live = this.#toLive(event);
    if (live === undefined) return;
    const id = formatVector(this.#at);
    for (const client of this.clients) client.send(live, id);
  }

  async #catchUp(client: LiveEnd, from: Vector): Promise<void> {
    const at = [...from];
    for (let behind = true; behind && !client.closed; ) {
      behind = false;
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        if ((at[partition] ?? 0n) >= (this.#at?.[partition] ?? 0n)) continue;
        behind = true;
        const end = this.#at?.[partition] ?? 0n;
        const events = await this.#page(partition, at[partition] ?? 0n);
        if (events.length === 0) at[partition] = end;
        for (const event of events) {
          // Beyond the tail it will come with the tail.
          if (BigInt(event.seq) > (this.#at?.[partition] ?? 0n)) break;
          at[partition] = BigInt(event.seq);
          const live = this.#toLive(event);
          if (live !== undefined) client.send(live, formatVector(at));
        }
      }
    }
    client.mark(formatVector(at));
  }

  #page(partition: number, after: bigint): Promise<StoredEvent[]> {
    return eventSource.read(this.#db, this.#place(partition, after), PAGE);
  }

  #place(partition: number, after: bigint, reachedAt: Date | null = null): Place {
    return { workspaceId: this.#workspaceId, partition, seq: after.toString(), reachedAt };
  }

  async #heads(): Promise<Vector> {
    const rows = await this.#db.rows(sql<{ partition: number; seq: string }>`
      select partition, seq from event_head where workspace_id = ${this.#workspaceId}`);
    const heads = Array.from({ length: PARTITIONS }, () => 0n);
    for (const row of rows) heads[row.partition] = BigInt(row.seq);
    return heads;
  }
}
