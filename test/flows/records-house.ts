import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

export interface Customer {
  readonly id: string;
  readonly name: string | null;
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly company: { readonly id: string } | null;
  readonly contactLinkedBy: string | null;
  readonly suggestions: { readonly id: string; readonly kind: string; readonly reason: string }[];
}

export interface ItemRecord {
  readonly workItemId: string;
  readonly title: string | null;
  readonly case: { readonly id: string; readonly number: number } | null;
  readonly dispositions: string[];
  readonly dispositionChoices: string[];
  readonly attributes: Record<string, unknown>;
}

/** A product with one handle, `bakery`, and ways to look at who writes to it. */
export interface RecordsHouse {
  readonly product: Product;
  readonly ben: ApiUser;
  /** Somebody on X writes for the first time, or again; answers once the desk has it open. */
  write(
    username: string,
    name: string,
    text?: string,
  ): Promise<{ conversationId: string; customerId: string }>;
  customer(customerId: string): Promise<Customer>;
  record(conversationId: string): Promise<ItemRecord>;
  /** Changes settings of the default work stream. */
  setStream(settings: object): Promise<void>;
  /** Every event so far has been looked at by the consumer that identifies. */
  identified(): Promise<void>;
}

export async function openRecordsHouse(): Promise<RecordsHouse> {
  const product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  const ben = await product.invite('Ben Agent', 'agent');
  const { db } = product.app.parts;
  return {
    product,
    ben,
    write: async (username, name, text = 'Hello') => {
      await product.x.user(username, { name }).catch(() => undefined);
      await product.x.write(username, 'bakery', text);
      return until(async () => {
        const { rows } = await ben.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all&limit=100');
        const row = rows.find((one) => one.customer.username === username && one.preview === text);
        const open = row?.workItem && row.workItem.state !== 'closed';
        return row && open ? { conversationId: row.conversationId, customerId: row.customer.id } : undefined;
      });
    },
    customer: (customerId) => ben.ask<Customer>('GET', `/api/customers/${customerId}`),
    record: async (conversationId) =>
      (await ben.ask<{ record: ItemRecord }>('GET', `/api/conversations/${conversationId}/record`)).record,
    setStream: async (settings) => {
      await db.execute(sql`
        update work_stream set settings = settings || ${JSON.stringify(settings)}::jsonb where is_default`);
    },
    identified: async () => {
      await until(async () => {
        const { behind } = await db.row(sql<{ behind: string }>`
          select count(*) as behind from event e
          left join log_cursor c on c.workspace_id = e.workspace_id and c.partition = e.partition
            and c.consumer = 'identify'
          where e.kind in ('work_item.changed', 'customer.changed') and e.seq > coalesce(c.seq, 0)`);
        return behind === '0';
      });
    },
  };
}

interface Row {
  readonly conversationId: string;
  readonly preview: string;
  readonly customer: { readonly id: string; readonly username: string };
  readonly workItem: { readonly state: string } | null;
}
