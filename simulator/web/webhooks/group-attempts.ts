import type { DeliveryRecord } from '../../../contract/control/deliveries.ts';

/** One delivery as the list shows it: its latest attempt, and how many there were. */
export type Grouped = { latest: DeliveryRecord; attempts: number };

/** Attempts, newest first, as deliveries in the order of their latest attempt. */
export const groupAttempts = (attempts: readonly DeliveryRecord[]): Grouped[] => {
  const groups = new Map<string, Grouped>();
  for (const record of attempts) {
    // A replay and the event it repeats share an id.
    const group = groups.get(record.deliveryId);
    if (group) group.attempts++;
    else groups.set(record.deliveryId, { latest: record, attempts: 1 });
  }
  return [...groups.values()];
};

/** Those whose event type or ids hold the words. */
export const matching = (groups: readonly Grouped[], words: string): Grouped[] => {
  const wanted = words.trim().toLowerCase();
  return groups.filter(({ latest }) =>
    `${latest.eventType} ${latest.deliveryId} ${latest.userId ?? ''}`.toLowerCase().includes(wanted),
  );
};
