import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { until } from '../harness.ts';

/** Every rule on both, and each scheme's colours once. */
const looks = [
  { size: { width: 1440, height: 900 }, colorScheme: 'light' },
  { size: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

/** What axe finds, on a desk in light and on a phone in the dark; and whatever is wider than the screen. `only`: a selector. */
export async function faults(page: Page, only?: string): Promise<string[]> {
  const found: string[] = [];
  for (const { size, colorScheme } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    // Colours on their way to the other scheme are nobody's.
    await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))');
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth')) - size.width;
    if (overflow > 0) found.push(`${size.width}: ${overflow} px too wide`);
    // Nothing of ours is in a frame: without looking for some, a page takes half the time.
    const builder = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (only === undefined ? builder : builder.include(only)).analyze();
    for (const { id, nodes } of violations) {
      for (const { html, any } of nodes.slice(0, 3)) {
        found.push(`${size.width} ${colorScheme}: ${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`);
      }
    }
  }
  return found;
}

/** Opens a page and waits until it has what it shows. */
export async function openSettled(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1, h2').first().waitFor();
  const loading = page.locator('[aria-busy="true"], .mantine-Loader-root');
  await until(async () => (await loading.count()) === 0, { timeoutMs: 60_000 });
}
