import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { deskOf, type Office, openOffice } from './browser.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const photo = { name: 'parrot.jpg', mimeType: 'image/jpeg', buffer: read('photo.jpg') };

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  const { product } = office;
  await product.x.user('birdshop', { name: 'Bird Shop' });
  await product.x.user('cara', { name: 'Cara Customer' });
  await product.connect('birdshop');
  await product.x.write('cara', 'birdshop', 'Hello!');
  ({ page } = await office.seat(product.admin));
  await deskOf(page).open('Cara Customer');
}, 120_000);
afterAll(() => office?.close());
afterEach(() => office.checkPages());

const customerSends = async (text: string, bytes: Buffer, category: string) => {
  const { x } = office.product;
  const { id } = await x.control<{ id: string }>('POST', '/media', {
    owner: '@cara',
    category,
    bytes: bytes.toString('base64'),
  });
  await x.control('POST', '/messages', { from: '@cara', to: '@birdshop', text, mediaId: id });
};
const sentMedia = async () => {
  const { entries } = await office.product.x.control<{
    entries: { text: string; mediaId?: string; appId?: string }[];
  }>('GET', '/ledger');
  return entries.filter((entry) => entry.appId && entry.mediaId).map((entry) => entry.text);
};
/** A script that makes what the clipboard or a drag carries. */
const carried = (name: string) => `(() => {
  const bytes = Uint8Array.from(atob('${photo.buffer.toString('base64')}'), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], '${name}', { type: 'image/jpeg' }));
  return carried;
})()`;
const paste = async (name: string) => {
  await deskOf(page).reply.focus();
  await page.evaluate(
    `document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: ${carried(name)}, bubbles: true, cancelable: true }),
    )`,
  );
};
const sendWith = async (text: string) => {
  const desk = deskOf(page);
  await desk.reply.fill(text);
  const send = desk.thread.getByRole('button', { name: 'Send to Cara Customer' });
  await until(() => send.isEnabled());
  await send.click();
  await desk.message(text).getByText('Sent', { exact: true }).waitFor();
  await desk.message(text).getByRole('button', { name: 'Open Photo' }).waitFor();
};

it('shows a customer’s photo, in its place and large', async () => {
  await customerSends('Look at this scratch', photo.buffer, 'dm_image');
  await deskOf(page).message('Look at this scratch').getByRole('button', { name: 'Open Photo' }).click();
  const large = page.getByRole('dialog').getByRole('img', { name: 'Photo' });
  // The picture itself, not only its place.
  await until(async () => (await large.evaluate((img) => Reflect.get(img, 'naturalWidth'))) === 320);
  await page.getByRole('link', { name: 'Download' }).waitFor();
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
  expect(await deskOf(page).message('Look at this scratch').count()).toBe(1);
});

it('loops a GIF that comes as a film, without sound', async () => {
  await customerSends('Ha ha', read('loop.mp4'), 'dm_gif');
  const film = deskOf(page).message('Ha ha').locator('video');
  await film.waitFor();
  const set = await film.evaluate((node) =>
    ['loop', 'muted', 'autoplay'].map((key) => Reflect.get(node, key)),
  );
  expect(set).toEqual([true, true, true]);
});

it('#84 sends a photo that is chosen', async () => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a photo, GIF or video' }).click();
  await (await chooser).setFiles(photo);
  await sendWith('This is the new one');
  expect(await sentMedia()).toEqual([expect.stringContaining('This is the new one')]);
});

it('sends a photo that is pasted, and one that is dropped', async () => {
  await paste('pasted.jpg');
  await page.getByRole('button', { name: 'Remove the attachment' }).waitFor();
  await sendWith('From the clipboard');
  const dataTransfer = await page.evaluateHandle(carried('dropped.jpg'));
  await page.getByRole('region', { name: 'Write' }).dispatchEvent('drop', { dataTransfer });
  await page.getByRole('button', { name: 'Remove the attachment' }).waitFor();
  await sendWith('From the desktop');
  expect(await sentMedia()).toHaveLength(3);
});

it('#84 refuses what X does not take, in a sentence', async () => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a photo, GIF or video' }).click();
  await (await chooser).setFiles({
    name: 'price.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF'),
  });
  await page.getByRole('alert').filter({ hasText: 'X takes JPEG, PNG, WebP, GIF and MP4 here.' }).waitFor();
  await page.getByRole('button', { name: 'Remove the attachment' }).click();
  const again = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a photo, GIF or video' }).click();
  await (await again).setFiles({
    name: 'fake.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture'),
  });
  const alert = page.getByRole('region', { name: 'Write' }).getByRole('alert');
  await alert.waitFor();
  expect((await alert.textContent())?.length).toBeGreaterThan(15);
  await page.getByRole('button', { name: 'Remove the attachment' }).click();
});
