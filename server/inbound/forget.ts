import type { Db } from '../base/index.ts';
import { deleteOldDeliveries, deleteOldSeen } from './delivery-store.ts';

const DAY_MS = 86_400_000;
const DELIVERIES_KEPT_MS = 30 * DAY_MS;
/** X lists events of 30 days: twice that, and nothing can come again. */
const SEEN_KEPT_MS = 60 * DAY_MS;
const AT_ONCE = 5_000;

/** Removes raw bodies after 30 days. True when there is more. */
export async function forgetOldDeliveries(db: Db, now: Date): Promise<boolean> {
  const deliveries = await deleteOldDeliveries(db, new Date(now.getTime() - DELIVERIES_KEPT_MS), AT_ONCE);
  const seen = await deleteOldSeen(db, new Date(now.getTime() - SEEN_KEPT_MS), AT_ONCE);
  return deliveries === AT_ONCE || seen === AT_ONCE;
}
