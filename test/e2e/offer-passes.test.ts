import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type Seat, shown } from './browser.ts';
import { cardOf, openPushOffice, type PushOffice } from './push-office.ts';

let house: PushOffice;
let ben: Seat;
let cleo: Seat;
beforeAll(async () => {
  house = await openPushOffice();
  ben = await house.office.seat(house.ben, '/inbox/all');
  await ben.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
}, 180_000);
afterAll(() => house?.office.close());
afterEach(() => house.office.checkPages());

it('a declined offer goes to the next agent at once', async () => {
  await house.customer('Anna Eins', 'Hello?');
  const card = cardOf(ben.page, 'Anna Eins');
  await card.waitFor();
  cleo = await house.office.seat(house.cleo, '/inbox/all');
  await cleo.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
  await ben.page.keyboard.press('d');
  await cardOf(cleo.page, 'Anna Eins').waitFor();
  expect(await card.count()).toBe(0);
  // Whoever looks at the list sees where it rings.
  await ben.page
    .getByText(/^Offered to Cleo Agent \d:\d\d$/)
    .first()
    .waitFor();
  await cardOf(cleo.page, 'Anna Eins')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await cleo.page.getByRole('heading', { level: 1, name: 'Anna Eins' }).waitFor();
});

it('#62 expires by the server while the tab sleeps, and is gone when it wakes', async () => {
  await cleo.page.goto('about:blank');
  const { page } = ben;
  await house.customer('Bruno Zwei', 'Hello?');
  const card = cardOf(page, 'Bruno Zwei');
  await card.waitFor();
  // A sleeping tab: no timers, no network.
  await page.clock.install();
  await page.context().setOffline(true);
  await house.office.product.app.parts.clock.advance(121_000);
  await house.offered(house.ben, 0);
  await page.context().setOffline(false);
  // Its timers go on as it wakes; the stream to the server takes the time it takes.
  await until(async () => {
    await page.clock.runFor(5_000);
    return (await card.count()) === 0;
  });
  const { sessions } = await house.office.product.admin.ask<{ sessions: { endReason: string }[] }>(
    'GET',
    `/api/conversations/${await conversationOf('Bruno Zwei')}/sessions`,
  );
  expect(sessions.map((session) => session.endReason)).toContain('agent_timeout');
});

async function conversationOf(name: string): Promise<string> {
  const { rows } = await house.office.product.admin.ask<{
    rows: { conversationId: string; customer: { name: string } }[];
  }>('GET', '/api/inbox?view=all');
  return rows.find((row) => row.customer.name === name)?.conversationId ?? '';
}

it('#17 refuses in words to take from the list what is given out', async () => {
  const other = await house.office.seat(house.cleo, '/inbox/all');
  const { page } = other;
  await house.cleo.ask('PUT', '/api/presence/mine', { presenceId: 'away' });
  await house.ben.ask('PUT', '/api/presence/mine', { presenceId: 'away' });
  await house.customer('Carl Drei', 'Hello?');
  await page.getByRole('link', { name: 'Carl Drei' }).click();
  await page.getByRole('heading', { level: 1, name: 'Carl Drei' }).waitFor();
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  expect(await shown(page.getByText(/are given out; they cannot be taken from the list/).first())).toBe(true);
  await house.settings({ pickFromPush: true });
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByRole('button', { name: 'End', exact: true }).waitFor();
  await until(async () => (await page.getByText('Taken', { exact: true }).count()) > 0);
});
