import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { InboxRow, Queue, StreamRules, WorkStream } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { deskOf, type Seat, shown } from './browser.ts';
import { cardOf, openPushOffice, type PushOffice } from './push-office.ts';

// Nobody here has a mouse.
let house: PushOffice;
let ben: Seat;
let streamId: string;
beforeAll(async () => {
  house = await openPushOffice();
  const { admin } = house.office.product;
  await house.settings({ capacityUnits: 100 });
  const { items } = await admin.ask<{ items: WorkStream[] }>('GET', '/api/setup/work-streams');
  const [stream] = items;
  if (!stream) throw new Error('there is no work stream');
  streamId = stream.id;
  const rule = (name: string) => ({
    name,
    enabled: true,
    condition: null,
    queues: [{ queueId: stream.queueId, percent: 100 }],
  });
  await admin.ask('PUT', `/api/work-streams/${streamId}/rules/route`, {
    version: 0,
    rules: [rule('First'), rule('Second')],
  });
  ben = await house.office.seat(house.ben, '/inbox/all');
  await ben.page.getByRole('button', { name: 'Presence: Available' }).waitFor();
}, 180_000);
afterAll(() => house?.office.close());
afterEach(() => house.office.checkPages());

const rowOf = async (user: ApiUser, name: string) => {
  const { rows } = await user.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all');
  return rows.find((row) => row.customer.name === name);
};

/** Tabs on until the element of this name has the focus. */
async function tabTo(page: Page, role: 'button' | 'link' | 'combobox', name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name });
  await wanted.first().waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    const there = await wanted.evaluateAll((found) => found.some((each) => each.matches(':focus')));
    if (there) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to the ${role} ${name}`);
}

/** Goes somewhere by its name. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'What do you want to do?' }).waitFor();
  await page.keyboard.type(name);
  await page.getByRole('option', { name }).or(page.getByRole('button', { name })).first().waitFor();
  await page.keyboard.press('Enter');
}

it('an agent accepts, answers, ends, closes and takes the next', async () => {
  const { page } = ben;
  const desk = deskOf(page);
  await house.customer('Maria Sommer', 'Where is my parcel?');
  await cardOf(page, 'Maria Sommer').waitFor();
  await page.keyboard.press('y');
  await desk.message('Where is my parcel?').waitFor();
  await page.keyboard.press('r');
  await until(() => desk.reply.evaluate((node) => node.matches(':focus')));
  await page.keyboard.type('It leaves today.');
  await page.keyboard.press('Control+Enter');
  await desk.message('It leaves today.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await until(async () => (await rowOf(house.ben, 'Maria Sommer'))?.workItem?.state === 'wrap_up');
  // Whoever ends a talk has time for it; the next comes when it is closed.
  await house.customer('Otto Zwei', 'And mine?');
  await page.keyboard.press('e');
  await cardOf(page, 'Otto Zwei').waitFor();
  await page.keyboard.press('y');
  expect(await shown(desk.message('And mine?'))).toBe(true);
});

it('an agent changes the presence by name', async () => {
  const { page } = ben;
  await goTo(page, 'Presence: Appear away');
  expect(await shown(page.getByRole('button', { name: 'Presence: Appear away' }))).toBe(true);
});

it('a supervisor finds a conversation on the board and assigns it', async () => {
  const dora = await house.office.product.invite('Dora Super', 'supervisor');
  const { page } = await house.office.seat(dora, '/inbox/all');
  await page.getByRole('button', { name: 'Presence: Available' }).waitFor();
  // Nobody is there to take it.
  await goTo(page, 'Presence: Appear away');
  await page.getByRole('button', { name: 'Presence: Appear away' }).waitFor();
  await house.customer('Pia Lone', 'Is anybody there?');
  await until(async () => (await rowOf(dora, 'Pia Lone')) !== undefined);
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await tabTo(page, 'button', 'Actions for Pia Lone');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Assign' }).waitFor();
  await page.keyboard.press('ArrowDown');
  for (let steps = 0; steps < 8; steps += 1) {
    const there = await page
      .getByRole('menuitem', { name: 'Assign' })
      .evaluate((node) => node.matches(':focus'));
    if (there) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await until(() =>
    dialog.getByRole('combobox', { name: 'To whom' }).evaluate((node) => node.matches(':focus')),
  );
  await page.keyboard.type('Ben');
  await page.getByRole('option', { name: /Ben Agent/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Assign');
  await page.keyboard.press('Enter');
  const assignee = await until(async () => (await rowOf(dora, 'Pia Lone'))?.workItem?.assigneeId);
  expect(assignee).toBe(house.ben.memberId);
});

it('#99 a supervisor gives an agent a presence of the workspace’s own, whose base is shown', async () => {
  const { product } = house.office;
  const { id } = await product.admin.ask<{ id: string }>('POST', '/api/setup/presences', {
    name: 'Lunch',
    text: 'Lunch',
    base: 'away',
    description: '',
  });
  const sven = await product.invite('Sven Super', 'supervisor');
  const seat = await house.office.seat(sven, '/board');
  const { page } = seat;
  const select = page.getByRole('combobox', { name: 'Presence of Ben Agent' });
  await select.getByRole('option', { name: 'Lunch (Away)' }).waitFor({ state: 'attached' });
  await tabTo(page, 'combobox', 'Presence of Ben Agent');
  await page.keyboard.type('Lunch');
  await until(async () => {
    const { presence } = await house.ben.ask<{ presence: { presenceId: string; chosen: boolean } }>(
      'GET',
      '/api/presence/mine',
    );
    return presence.presenceId === id && presence.chosen;
  });
  await until(async () => (await select.inputValue()) === id);
  await select.selectOption('Available');
  await until(async () => (await select.inputValue()) === 'available');
  // What is set up while the board is open can be chosen at once.
  await product.admin.ask('POST', '/api/setup/presences', {
    name: 'Training',
    text: 'Training',
    base: 'busy',
    description: '',
  });
  await select.getByRole('option', { name: 'Training (Busy)' }).waitFor({ state: 'attached' });
  expect(await select.inputValue()).toBe('available');
  await seat.close();
});

it('an administrator makes a queue', async () => {
  const { admin } = house.office.product;
  const { page } = await house.office.seat(admin, '/inbox/all');
  await page.getByRole('region', { name: 'Conversations' }).waitFor();
  await goTo(page, 'Queues');
  await tabTo(page, 'button', 'Add a queue');
  await page.keyboard.press('Enter');
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await name.waitFor();
  await until(() => name.evaluate((node) => node.matches(':focus')));
  await page.keyboard.type('Refunds');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { items } = await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues');
  expect(items.map((queue) => queue.name)).toContain('Refunds');
});

it('an administrator puts rules into another order', async () => {
  const { admin } = house.office.product;
  const { page } = await house.office.seat(admin, '/settings/rules');
  const names = async () => {
    const { route } = await admin.ask<StreamRules>('GET', `/api/work-streams/${streamId}/rules`);
    return route.rules.map((rule) => rule.name);
  };
  expect(await names()).toEqual(['First', 'Second']);
  await tabTo(page, 'button', 'Move Second');
  await page.keyboard.press('ArrowUp');
  await until(async () => (await names())[0] === 'Second');
  // The handle keeps the focus, so that it can be moved on.
  const first = page.getByRole('button', { name: /^Move / }).first();
  await until(async () => (await first.getAttribute('aria-label')) === 'Move Second');
  await until(() => first.evaluate((node) => node.matches(':focus')));
  await page.keyboard.press('ArrowDown');
  await until(async () => (await names())[0] === 'First');
});
