import type { Page } from 'playwright-core';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { type Office, openOffice } from './browser.ts';

/** An office whose conversations are given out by themselves, with a handle and two agents. */
export interface PushOffice {
  readonly office: Office;
  readonly ben: ApiUser;
  readonly cleo: ApiUser;
  /** A customer of this name writes for the first time. */
  customer(name: string, text: string): Promise<void>;
  /** Changes the settings of the work stream; what is left out is the standard. */
  settings(settings: object): Promise<void>;
  /** Waits until this many offers stand for somebody. */
  offered(user: ApiUser, count: number): Promise<void>;
}

export async function openPushOffice(): Promise<PushOffice> {
  const office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.connect('birdshop');
  const ben = await product.invite('Ben Agent', 'agent');
  const cleo = await product.invite('Cleo Agent', 'agent');
  const { db } = product.app.parts;
  await db.execute(sql`update work_stream set mode = 'push'`);
  return {
    office,
    ben,
    cleo,
    customer: async (name, text) => {
      const username = name.toLowerCase().replace(/\W/g, '');
      await product.x.user(username, { name });
      await product.x.write(username, 'birdshop', text);
    },
    settings: (settings) =>
      db.execute(sql`update work_stream set settings = ${JSON.stringify(settings)}`).then(() => undefined),
    offered: async (user, count) => {
      await until(async () => {
        const { offers } = await user.ask<{ offers: unknown[] }>('GET', '/api/offers');
        return offers.length === count;
      });
    },
  };
}

/** The card of a customer's offer. */
export const cardOf = (page: Page, customer: string) =>
  page.getByRole('region', { name: 'Offers' }).getByRole('article', { name: customer });
