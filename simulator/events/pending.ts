import type { Store } from '../core/store.ts';

/** A delivery that is not over: its next attempt and when that is due. The body is among the kept events. */
export type PendingRow = { deliveryId: string; attempt: number; dueAtMs: number; faultIds: string[] };

/** What is under way, waiting or to be retried, so that a restart goes on with it. */
export type Pending = {
  put(row: PendingRow): void;
  find(deliveryId: string): PendingRow | undefined;
  remove(deliveryId: string): void;
  all(): PendingRow[];
};

export const createPending = (store: Store): Pending => {
  const table = store.table<PendingRow>('pendingDeliveries', { key: (row) => row.deliveryId });
  return {
    put: (row) => void table.put(row),
    find: (deliveryId) => table.find(deliveryId),
    remove: (deliveryId) => void table.delete(deliveryId),
    all: () => [...table.values()],
  };
};
