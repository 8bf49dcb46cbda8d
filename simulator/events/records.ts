import type { DeliveryOutcome, DeliveryRecord } from '../../contract/control/deliveries.ts';
import { createRing } from './ring.ts';

/** An attempt as it is kept: the body stays bytes until somebody looks at it. */
export type Attempt = Omit<DeliveryRecord, 'requestBody' | 'requestBytes' | 'id'> & { body: string | Buffer };

const KEPT_ATTEMPTS = 2000;
const SHOWN_BYTES = 65_536;

export type AttemptFilter = {
  webhookId?: string;
  outcome?: DeliveryOutcome;
  deliveryId?: string;
  afterId?: number;
};

export type AttemptBook = {
  add(attempt: Attempt): () => DeliveryRecord;
  list(limit: number, filter: AttemptFilter): DeliveryRecord[];
  /** The latest attempt of a delivery as it was kept; `isWhole` is false when its body was cut. */
  findLatest(deliveryId: string): { attempt: Attempt; isWhole: boolean } | undefined;
  /** All attempts of a delivery that are still kept, oldest first. */
  attemptsOf(deliveryId: string): DeliveryRecord[];
  totals: { attempts: number; delivered: number; givenUp: number; dropped: number };
  onAdd(listener: (record: () => DeliveryRecord) => void): () => void;
  clear(): void;
};

type Kept = Attempt & { id: number; bytes: number };

const present = ({ body, bytes, ...kept }: Kept): DeliveryRecord => ({
  ...kept,
  id: String(kept.id),
  requestBody: typeof body === 'string' ? body : body.toString('utf8'),
  requestBytes: bytes,
});

/** A copy of the start of what is huge, so that a few bodies do not fill the memory. */
const startOf = (body: string | Buffer): string | Buffer => {
  if (body.length <= SHOWN_BYTES) return body;
  return Buffer.from(typeof body === 'string' ? body.slice(0, SHOWN_BYTES) : body.subarray(0, SHOWN_BYTES));
};

/** The last 2,000 attempts with their bodies, and counts of all of them. */
export const createAttemptBook = (): AttemptBook => {
  const ring = createRing<Kept>(KEPT_ATTEMPTS);
  const listeners = new Set<(record: () => DeliveryRecord) => void>();
  const totals = { attempts: 0, delivered: 0, givenUp: 0, dropped: 0 };
  let lastId = 0;
  return {
    totals,
    add(attempt) {
      const { body } = attempt;
      const kept = { ...attempt, body: startOf(body), bytes: Buffer.byteLength(body), id: ++lastId };
      ring.add(kept);
      totals.attempts++;
      if (attempt.outcome === 'delivered') totals.delivered++;
      else if (attempt.outcome === 'given_up') totals.givenUp++;
      else if (attempt.outcome !== 'waiting_retry') totals.dropped++;
      for (const listener of listeners) listener(() => present(kept));
      return () => present(kept);
    },
    list: (limit, filter) =>
      ring
        .list(
          limit,
          (kept) =>
            (!filter.webhookId || kept.webhookId === filter.webhookId) &&
            (!filter.outcome || kept.outcome === filter.outcome) &&
            (!filter.deliveryId || kept.deliveryId === filter.deliveryId) &&
            (!filter.afterId || kept.id > filter.afterId),
        )
        .map(present),
    findLatest(deliveryId) {
      const [attempt] = ring.list(1, (kept) => kept.deliveryId === deliveryId);
      return attempt && { attempt, isWhole: Buffer.byteLength(attempt.body) === attempt.bytes };
    },
    attemptsOf: (deliveryId) =>
      ring
        .list(KEPT_ATTEMPTS, (kept) => kept.deliveryId === deliveryId)
        .toReversed()
        .map(present),
    onAdd(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear() {
      ring.clear();
      Object.assign(totals, { attempts: 0, delivered: 0, givenUp: 0, dropped: 0 });
    },
  };
};
