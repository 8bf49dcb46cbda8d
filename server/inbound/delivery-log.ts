import {
  type Bus,
  type Clock,
  type Db,
  GroupCommit,
  isPassing,
  type Metrics,
  wakePayload,
  wakeTopic,
} from '../base/index.ts';
import {
  DELIVERIES,
  insertDeliveries,
  type NewDelivery,
  partitionOfBody,
  type PlacedDelivery,
} from './delivery-store.ts';
import { Pressure } from './pressure.ts';

/** Where every body of X goes first, whatever way it came. */
export interface DeliveryLog {
  /** Answers once the body is durable. */
  append(delivery: NewDelivery): Promise<void>;
  /** Waits while many bodies come in at once: taking them in goes before working on them. */
  giveWay(): Promise<void>;
  /** Waits for the writes under way. */
  settle(): Promise<void>;
}

export function createDeliveryLog(options: {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly metrics: Metrics;
}): DeliveryLog {
  const { db, bus, clock } = options;
  const received = options.metrics.counter('rookery_deliveries_total', 'Bodies of X taken in durably.', [
    'transport',
  ]);
  const commit = new GroupCommit<PlacedDelivery, void>({
    largest: 128,
    inFlight: 2,
    isPassing,
    write: async (rows) => {
      await insertDeliveries(db, rows, clock.now());
      for (const place of new Set(rows.map((row) => wakePayload(row.workspaceId, row.partition)))) {
        bus.publish(wakeTopic(DELIVERIES), place);
      }
      return rows.map(() => undefined);
    },
  });
  const pressure = new Pressure();
  return {
    append: async (delivery) => {
      const placed = { ...delivery, partition: partitionOfBody(delivery.appId, delivery.body) };
      await pressure.during(commit.add(placed));
      received.inc({ transport: delivery.transport });
    },
    giveWay: () => pressure.giveWay(),
    settle: () => commit.settle(),
  };
}
