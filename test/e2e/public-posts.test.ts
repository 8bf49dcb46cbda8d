import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { faults } from './axe.ts';
import { type Office, openOffice, type Seat } from './browser.ts';

let office: Office;
let ben: Seat;

beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  for (const [username, name] of [
    ['birdshop', 'Bird Shop'],
    ['ann', 'Ann Ardent'],
    ['bob', 'Bob Brisk'],
  ] as const)
    await product.x.user(username, { name });
  await product.connect('birdshop');
  ben = await office.seat(await product.invite('Ben Agent', 'agent'), '/mentions/public');
}, 400_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const says = (author: string, text: string) =>
  office.product.x.control<{ id: string }>('POST', '/posts', { author: `@${author}`, text });
const rowOf = (who: string) => ben.page.getByRole('listitem', { name: who });

async function answers(): Promise<string[]> {
  const { posts } = await office.product.x.control<{ posts: { text: string; replyTo?: string }[] }>(
    'GET',
    '/posts?author=@birdshop',
  );
  return posts.flatMap((post) => (post.replyTo ? [post.text] : []));
}

it('shows a mention as it comes, answers it with the link in one click, and takes that back', async () => {
  const { page } = ben;
  await page.getByText('No mention waits for an answer').waitFor();
  const here = page.getByRole('navigation', { name: 'Mentions' }).locator('[aria-current]');
  expect(await here.allTextContents()).toEqual([expect.stringContaining('In public on X')]);
  await says('ann', '@birdshop my seeds never came');
  await rowOf('Ann Ardent').getByText('my seeds never came').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Answer with the link: Ann Ardent' }).click();
  await until(async () => (await answers()).length === 1, { what: 'the answer is on X' });
  await page.getByText('No mention waits for an answer').waitFor();
  // The offer goes by itself, its key stays.
  await page.keyboard.press('z');
  await rowOf('Ann Ardent').waitFor();
  expect(await answers()).toEqual([]);
});

it('counts a changed answer as X does, remembers its wording, and shows what became of it', async () => {
  const { page } = ben;
  await page.getByRole('button', { name: 'Change text first: Ann Ardent' }).click();
  const field = page.getByRole('textbox', { name: 'Public answer' });
  const standard = await field.inputValue();
  expect(standard).toMatch(/messages\/compose\?recipient_id=\d+$/);
  await page.getByText('of 280').waitFor();
  await field.fill('谢'.repeat(150));
  await page.getByText('20 characters too many').waitFor();
  await page.getByText('The link to a message is not in the text.').waitFor();
  expect(await page.getByRole('button', { name: 'Answer in public' }).isDisabled()).toBe(true);
  await field.fill('Sorry, Ann.');
  await page.getByRole('button', { name: 'Insert the link' }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Answer in public' }).click();
  await page.getByText('Answered', { exact: true }).click();
  await rowOf('Ann Ardent').getByText('Answered by Ben Agent').waitFor();
  await rowOf('Ann Ardent').getByText('Sent', { exact: true }).waitFor();
  expect(await faults(page)).toEqual([]);
  await rowOf('Ann Ardent').getByRole('button', { name: 'Delete answer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete answer' }).click();
  await until(async () => (await answers()).length === 0, { what: 'the answer is gone from X' });
  await page.getByText('Open', { exact: true }).click();
  await page.getByRole('button', { name: 'Change text first: Ann Ardent' }).click();
  expect(await field.inputValue()).toMatch(/^Sorry, Ann\. https/);
  await page.keyboard.press('Escape');
});

it('dismisses, and takes that back; a phone and the dark are no worse', async () => {
  const { page } = ben;
  await says('bob', '@birdshop nice window!');
  await page.getByRole('button', { name: 'Dismiss the mention by Bob Brisk' }).click();
  // By now the list was read anew.
  await page.getByText('Dismissed the mention by Bob Brisk', { exact: true }).waitFor();
  await rowOf('Bob Brisk').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await rowOf('Bob Brisk').waitFor();
  await page.getByRole('textbox', { name: 'Search mentions' }).fill('window');
  await rowOf('Ann Ardent').waitFor({ state: 'detached' });
  await rowOf('Bob Brisk').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Search mentions' }).fill('');
  await rowOf('Ann Ardent').waitFor();
});
