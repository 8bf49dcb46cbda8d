import { newId, sql } from '../../server/base/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';

export interface RulesHouse {
  readonly product: Product;
  readonly admin: ApiUser;
  readonly streamId: string;
  /** The work stream's own queue. */
  readonly fallbackId: string;
  /** Another queue. */
  makeQueue(name: string): Promise<string>;
  /** A customer's first words; answers the conversation. */
  hears(from: string, text: string): Promise<string>;
  close(): Promise<void>;
}

interface Row {
  readonly conversationId: string;
  readonly customer: { readonly username: string | null };
}

/** A product with one handle, to try rules in. */
export async function openRulesHouse(product?: Product): Promise<RulesHouse> {
  const house = product ?? (await startProduct());
  const { admin, x } = house;
  await x.user('birdshop', { name: 'Bird Shop' });
  await house.connect('birdshop');
  const { workStreams } = await admin.ask<{ workStreams: { id: string; queueId: string }[] }>(
    'GET',
    '/api/work-streams',
  );
  const [stream] = workStreams;
  if (!stream) throw new Error('a workspace has a work stream');
  return {
    product: house,
    admin,
    streamId: stream.id,
    fallbackId: stream.queueId,
    makeQueue: async (name) => makeQueue(house, name),
    hears: async (from, text) => {
      await x.write(from, 'birdshop', text);
      return until(async () => {
        const { rows } = await admin.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all');
        return rows.find((row) => row.customer.username === from)?.conversationId;
      });
    },
    close: () => house.close(),
  };
}

async function makeQueue(house: Product, name: string): Promise<string> {
  const id = newId();
  const { db, clock } = house.app.parts;
  await db.execute(sql`
    insert into queue (workspace_id, id, name, open_to_all, created_at)
    select id, ${id}, ${name}, true, ${clock.now()} from workspace order by created_at limit 1`);
  return id;
}

/** A condition of one leaf. */
export const when = (field: string, operator: string, value?: unknown) => ({
  match: 'all',
  conditions: [{ field, operator, value }],
});

export const routeRule = (name: string, condition: object | null, ...queueIds: string[]) => ({
  name,
  enabled: true,
  condition,
  queues: queueIds.map((queueId) => ({ queueId, percent: 100 / queueIds.length })),
});
