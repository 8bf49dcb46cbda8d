import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/e2e/browser.ts';
import { type Bench, type Figure, percentile } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { cookiesOf, signInToHouse } from './person.ts';
import { seedInbox } from './seed-inbox.ts';

const CONVERSATIONS = 10_000;
const PRESSES = 60;
const LIMIT_MS = 50;
/** A person's pace: what follows a press has time to come. */
const PACE_MS = 120;

/** Keys that are pressed, and in which view: what one does all day. */
const subjects: readonly { what: string; view: string; keys: readonly string[] }[] = [
  { what: 'j: next conversation, all', view: 'all', keys: ['j'] },
  { what: 'j and k, mine', view: 'mine', keys: ['j', 'j', 'k'] },
  { what: 'x: select', view: 'all', keys: ['x'] },
];

/** From a key press to the frame that shows what it did, in a real browser over a full inbox. */
export const paint: Bench = {
  name: 'paint',
  about: `key press to paint in the inbox at ${CONVERSATIONS} conversations, in a browser`,
  run: async (say) => {
    const bench = await openBenchHouse();
    const browser = await launchBrowser();
    try {
      const { cookie } = await signInToHouse(bench.house.url);
      const [member] = await bench.db.rows<{ id: string }>('select id from member limit 1');
      await seedInbox(bench.db, member?.id ?? '', 0, CONVERSATIONS);
      say(`${CONVERSATIONS} conversations stand`);
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies(cookiesOf(cookie, bench.house.url));
      const page = await context.newPage();
      const figures: Figure[] = [];
      for (const { what, view, keys } of subjects) {
        await page.goto(`${bench.house.url}/inbox/${view}`);
        await page
          .getByRole('link', { name: /Person/ })
          .first()
          .waitFor();
        await page.keyboard.press('j');
        await page.getByRole('heading', { level: 1 }).waitFor();
        const waits = await press(page, keys);
        say(
          `${what}: p50 ${percentile(waits, 0.5).toFixed(1)}, p95 ${percentile(waits, 0.95).toFixed(1)} ms`,
        );
        figures.push(
          {
            what: `${what}, p95`,
            unit: 'ms',
            figure: percentile(waits, 0.95),
            target: { at: 'most', value: LIMIT_MS },
          },
          { what: `${what}, p50`, unit: 'ms', figure: percentile(waits, 0.5) },
        );
      }
      return figures;
    } finally {
      await browser.close();
      await bench.close();
    }
  },
};

/**
 * Presses keys inside the page and waits for the message behind the next frame: by then the frame with what the press
 * did is laid out and painted. Timed by the page itself, so that the driver's wire is not in it.
 */
async function press(page: Page, keys: readonly string[]): Promise<number[]> {
  const asked = JSON.stringify({ keys, presses: PRESSES, paceMs: PACE_MS });
  return page.evaluate<number[]>(`(${inPage})(${asked})`);
}

// Runs in the page, where the names of this program mean nothing; so it is text.
const inPage = `async ({ keys, presses, paceMs }) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const waits = [];
  for (let n = 0; n < presses; n += 1) {
    await frame();
    const fromMs = performance.now();
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: keys[n % keys.length], bubbles: true, cancelable: true }));
    await frame();
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(undefined);
    });
    waits.push(performance.now() - fromMs);
    await new Promise((resolve) => setTimeout(resolve, paceMs));
  }
  return waits;
}`;
