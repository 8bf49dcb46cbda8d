import type { Entry, InboxRow, Offer, SideTalk } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

/** A desk with agents at their screens, and customers who write. */
export interface TeamHouse {
  readonly product: Product;
  readonly ben: ApiUser;
  readonly cleo: ApiUser;
  readonly dora: ApiUser;
  /** Opens a live stream: the agent is there. */
  come(who: ApiUser): Promise<void>;
  /** A customer who writes; answers the conversation's id. */
  readonly writes: (username: string) => Promise<string>;
  readonly entries: (who: ApiUser, conversationId: string) => Promise<Entry[]>;
  item(conversationId: string): Promise<NonNullable<InboxRow['workItem']>>;
  offerTo(who: ApiUser): Promise<Offer>;
  talks(conversationId: string): Promise<SideTalk[]>;
  close(): Promise<void>;
}

export async function openTeamHouse(): Promise<TeamHouse> {
  const product = await startProduct();
  await product.x.user('shop');
  await product.connect('shop');
  const ben = await product.invite('Ben Agent', 'agent');
  const cleo = await product.invite('Cleo Agent', 'agent');
  const dora = await product.invite('Dora Supervisor', 'supervisor');
  const streams: AbortController[] = [];
  const rowOf = async (conversationId: string) => {
    const path = `/api/inbox/rows?ids=${conversationId}`;
    return (await product.admin.ask<{ rows: InboxRow[] }>('GET', path)).rows[0];
  };
  return {
    product,
    ben,
    cleo,
    dora,
    come: async (who) => {
      const stream = new AbortController();
      streams.push(stream);
      const response = await fetch(`${product.url}/api/live`, {
        headers: who.headers,
        signal: stream.signal,
      });
      // Read on, so that the server can write on; its end is the test's end.
      void response.body?.pipeTo(new WritableStream()).catch(() => undefined);
      await until(async () => {
        const { presence } = await who.ask<{ presence: { connected: boolean } }>('GET', '/api/presence/mine');
        return presence.connected;
      });
    },
    writes: async (username) => {
      await product.x.user(username);
      await product.x.write(username, 'shop', `hello from ${username}`);
      const row = await until(async () => {
        const { rows } = await product.admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all');
        return rows.find((one) => one.customer.username === username && one.workItem);
      });
      return row.conversationId;
    },
    entries: async (who, conversationId) =>
      (await who.ask<{ entries: Entry[] }>('GET', `/api/conversations/${conversationId}/entries`)).entries,
    item: async (conversationId) => {
      const item = (await rowOf(conversationId))?.workItem;
      if (!item) throw new Error('the conversation has no work item');
      return item;
    },
    offerTo: (who) =>
      until(async () => (await who.ask<{ offers: Offer[] }>('GET', '/api/offers')).offers[0], {
        what: 'something is offered',
      }),
    talks: async (conversationId) =>
      (
        await product.admin.ask<{ talks: SideTalk[] }>(
          'GET',
          `/api/conversations/${conversationId}/side-talks`,
        )
      ).talks,
    close: async () => {
      for (const stream of streams) stream.abort();
      await product.close();
    },
  };
}
