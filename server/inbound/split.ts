import type { WorkspaceTx } from '../base/index.ts';
import { type Delivery, insertDeliveriesIn, partitionOfBody, type PlacedDelivery } from './delivery-store.ts';
import { isRecord, type JsonRecord, parseJson } from './normalise/json.ts';

/**
 * Writes a body that holds several events as that many deliveries, so that each succeeds or is parked by itself.
 * False when there is nothing to split.
 */
export async function splitDelivery(tx: WorkspaceTx, delivery: Delivery, now: Date): Promise<boolean> {
  const parts = partsOf(parseJson(delivery.body));
  if (parts.length < 2) return false;
  const bodies = parts.map((part) => Buffer.from(JSON.stringify(part)));
  await insertDeliveriesIn(
    tx,
    bodies.map((body) => ({
      workspaceId: tx.workspaceId,
      appId: delivery.appId,
      // The transports of a row are those that were written.
      transport: delivery.transport as PlacedDelivery['transport'],
      body,
      ...(delivery.forXUserId === null ? {} : { forXUserId: delivery.forXUserId }),
      late: delivery.late,
      partition: partitionOfBody(delivery.appId, body),
    })),
    now,
  );
  return true;
}

function partsOf(body: unknown): JsonRecord[] {
  if (!isRecord(body)) return [];
  const data = body['data'];
  if (Array.isArray(data)) return data.map((event) => ({ ...body, data: [event] }));
  const lists = Object.entries(body).filter(([, value]) => Array.isArray(value));
  const frame = Object.fromEntries(Object.entries(body).filter(([, value]) => !Array.isArray(value)));
  // What Array.isArray has just found are lists.
  return lists.flatMap(([name, events]) =>
    (events as unknown[]).map((event) => ({ ...frame, [name]: [event] })),
  );
}
