import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RichContent } from '../../contract/api/index.ts';
import { newId, sql, type WorkspaceDb } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { deskOf, type Office, openOffice, type Seat, shown } from './browser.ts';

let office: Office;
let seat: Seat;
let conversationId: string;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.connect('birdshop');
  await product.x.user('cara', { name: 'Cara' });
  await product.x.write('cara', 'birdshop', 'What do you have?');
  const first = await until(() =>
    product.db.findRow(sql<{ conversation_id: string }>`select conversation_id from message`),
  );
  conversationId = first.conversation_id;
  seat = await office.seat(product.admin);
  await deskOf(seat.page).open('Cara');
}, 120_000);
afterAll(() => office?.close());

/** A program says something, and X has it. */
async function say(rich: RichContent, program: object = {}): Promise<void> {
  const { product } = office;
  const { id } = await product.db.row(sql<{ id: string }>`select id from workspace`);
  // The column holds nothing but ids made by newId.
  const db = product.db.workspace(id as WorkspaceDb['workspaceId']);
  const author = { kind: 'program', id: newId() } as const;
  const note = { displayName: 'Seed bot', ...program };
  const wanted = { conversationId, author, text: '', rich, program: note };
  const { message } = await product.app.modules.outbound.queueMessage(db, wanted);
  await until(async () => {
    const row = await db.row(sql<{ state: string }>`select state from message where id = ${message.id}`);
    return row.state === 'sent' || row.state === 'kept';
  });
}

const desk = () => deskOf(seat.page);

it('shows a program’s message with its buttons and choices, and to the letter what X got', async () => {
  await say({
    type: 'text',
    text: 'We have two kinds of seed.',
    actions: [
      { type: 'link', text: 'Our shop', uri: 'https://example.org/shop' },
      { type: 'reply', text: 'Sunflower', payload: 'SUN' },
      { type: 'postback', text: 'Order both', payload: 'BOTH' },
    ],
  });
  const message = desk().message('We have two kinds of seed.');
  await message.getByText('Seed bot · program').waitFor();
  const link = message.getByRole('list', { name: 'Buttons' }).getByRole('link', { name: 'Our shop' });
  expect(await link.getAttribute('href')).toBe('https://example.org/shop');
  const choices = message.getByRole('list', { name: 'Choices for the customer' }).getByRole('listitem');
  expect(await choices.allTextContents()).toEqual(['Sunflower', 'Order both']);
  const sentAs = message.getByRole('button', { name: 'Sent to X as text and quick replies' });
  await sentAs.press('Enter');
  expect(await message.locator('pre').textContent()).toBe(
    'We have two kinds of seed.\n\nOur shop: https://example.org/shop',
  );
  await sentAs.press('Enter');
  expect(await message.locator('pre').count()).toBe(0);
});

it('shows cards beside each other, and the text that X made of them', async () => {
  await say({
    type: 'carousel',
    items: ['Sunflower', 'Hemp', 'Millet', 'Niger'].map((title) => ({
      title,
      description: `A bag of ${title.toLowerCase()}`,
      mediaUrl: 'https://example.org/bag.jpg',
      actions: [
        { type: 'link', text: 'More', uri: 'https://example.org' },
        { type: 'postback', text: 'Order', payload: title },
      ],
    })),
  });
  const cards = desk().thread.getByRole('list', { name: 'Cards' });
  await cards.getByText('A bag of niger').waitFor();
  const message = desk().message('A bag of niger');
  const sentAs = message.getByRole('button', { name: 'Sent to X as text and quick replies' });
  await sentAs.click();
  expect(await message.locator('pre').textContent()).toContain(
    '1. Sunflower\nA bag of sunflower\nMore: https',
  );
  expect(await message.getByRole('list', { name: 'Quick replies on X' }).textContent()).toContain(
    'Order: Hemp',
  );
  // What comes next is followed by who looks at the end of the thread.
  await sentAs.click();
});

it('says that a silent message was not sent, and that a customer pressed a button', async () => {
  await say({ type: 'text', text: 'Looks like a breeder.' }, { silent: true });
  const kept = desk().message('Looks like a breeder.');
  expect(await shown(kept.getByText('Kept, not sent'))).toBe(true);
  await office.product.x.control('POST', '/messages', {
    from: '@cara',
    to: '@birdshop',
    answer: { label: 'Order: Hemp' },
  });
  expect(await shown(desk().message('Order: Hemp').getByText('Pressed a button'))).toBe(true);
  expect(await faults(seat.page)).toEqual([]);
  office.checkPages();
});
