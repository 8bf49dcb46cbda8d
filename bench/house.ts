import { setTimeout as pause } from 'node:timers/promises';
import { embeddedUrl, type TestClient } from '../test/proof/database.ts';
import { openProofHouse, type ProofHouse } from '../test/proof/house.ts';
import type { BodySource } from './body.ts';

/** The real product in processes of its own with its own PostgreSQL, and a client that plays X's webhook. */
export interface BenchHouse {
  readonly house: ProofHouse;
  readonly db: TestClient;
  readonly databaseUrl: string;
  readonly port: number;
  /** Path of the webhook's door. */
  readonly path: string;
  /** Bodies from new events on; customers are the same for the same number of conversations. */
  source(conversations: number): BodySource;
  /** Deliveries that are not messages yet. */
  behind(): Promise<number>;
  /** Waits until everything accepted is a message; answers how long it took. */
  drained(timeoutMs: number): Promise<number>;
  close(): Promise<void>;
}

const TWITTER_EPOCH_MS = 1_288_834_974_657;

export async function openBenchHouse(env: Readonly<Record<string, string>> = {}): Promise<BenchHouse> {
  const house = await openProofHouse({ env });
  const db = await house.database();
  const [door] = await db.rows<{ door_key: string; consumer_key: string }>(
    'select door_key, consumer_key from x_app_door',
  );
  const { apps } = await house.control<{ apps: { consumerKey: string; consumerSecret: string }[] }>(
    'GET',
    '/apps',
  );
  const secret = apps.find((app) => app.consumerKey === door?.consumer_key)?.consumerSecret;
  if (!door || !secret) throw new Error('the app of the local X was not found');
  const behind = async (): Promise<number> => {
    const [row] = await db.rows<{ behind: string }>(`
      select coalesce(sum(h.seq - coalesce(c.seq, 0)), 0) as behind from delivery_head h
      left join log_cursor c on c.workspace_id = h.workspace_id and c.partition = h.partition
        and c.source = 'delivery' and c.consumer = 'projector'`);
    return Number(row?.behind ?? 0);
  };
  return {
    house,
    db,
    databaseUrl: embeddedUrl(house.dataDir),
    port: Number(new URL(house.url).port),
    path: `/x/webhooks/${door.door_key}`,
    source: (conversations) => ({
      handleXUserId: house.handles[0]?.xUserId ?? '',
      firstEventId: String(BigInt(Date.now() - TWITTER_EPOCH_MS) << 22n),
      firstCustomerId: '9000000000',
      conversations,
      secret,
    }),
    behind,
    drained: async (timeoutMs) => {
      const startedMs = performance.now();
      while ((await behind()) > 0) {
        if (performance.now() - startedMs > timeoutMs) throw new Error(`not projected after ${timeoutMs} ms`);
        await pause(20);
      }
      return performance.now() - startedMs;
    },
    close: async () => {
      await db.close();
      await house.close();
    },
  };
}
