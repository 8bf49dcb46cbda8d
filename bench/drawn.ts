import { setTimeout as pause } from 'node:timers/promises';
import { launchBrowser } from '../test/e2e/browser.ts';
import { type Bench, ofRuns, percentile } from './figures.ts';
import { type BenchHouse, openBenchHouse } from './house.ts';
import { runLoad } from './load-process.ts';
import { cookiesOf, signInToHouse } from './person.ts';

const PER_S = 10;
const DURATION_MS = 12_000;
const RUNS = 3;

/** Notes when the text of each message has been painted; runs in the page. */
const OBSERVE = `
  window.benchDrawn = {};
  const look = () => {
    for (const article of document.querySelectorAll('article')) {
      const mark = /mark-(\\d+) /.exec(article.textContent ?? '');
      if (!mark || mark[1] in window.benchDrawn) continue;
      window.benchDrawn[mark[1]] = 0;
      requestAnimationFrame(() => setTimeout(() => {
        window.benchDrawn[mark[1]] = performance.timeOrigin + performance.now();
      }));
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
`;

/** From X's POST to the agent's eyes. */
export const drawn: Bench = {
  name: 'drawn',
  about: `webhook → painted in Chromium with the conversation open, ${PER_S}/s into it`,
  run: async (say) => {
    const bench = await openBenchHouse();
    const browser = await launchBrowser();
    try {
      const { url } = bench.house;
      const { cookie } = await signInToHouse(url);
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies(cookiesOf(cookie, url));
      const runs: { p50: number; p99: number }[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        // A thread of its own: one that was left while messages came opens at the first unread one, not at its end.
        const thread = () => ({ ...bench.source(1), firstCustomerId: String(9_000_000_000 + run) });
        await runLoad({ ...thread(), ...doorOf(bench), connections: 1, durationMs: 1 });
        await bench.drained(30_000);
        const [opened] = await bench.db.rows<{ id: string }>(
          'select id from conversation order by id desc limit 1',
        );
        const page = await context.newPage();
        await page.goto(`${url}/inbox/all/${opened?.id}`);
        await page.locator('article').first().waitFor({ timeout: 30_000 });
        await pause(1_000);
        const source = thread();
        await page.evaluate(OBSERVE);
        const result = await runLoad({
          ...source,
          ...doorOf(bench),
          durationMs: DURATION_MS,
          ratePerS: PER_S,
        });
        await pause(1_500);
        // The page's own object, written by OBSERVE.
        const painted = (await page.evaluate('window.benchDrawn')) as Record<string, number>;
        const waits = result.offeredAtMs.map((atMs, n) => {
          const id = String(BigInt(source.firstEventId) + BigInt(n));
          return (painted[id] || Number.POSITIVE_INFINITY) - atMs;
        });
        runs.push({ p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) });
        const missing = waits.filter((one) => !Number.isFinite(one)).length;
        say(`run ${run + 1}: p99 ${runs.at(-1)?.p99.toFixed(0)} ms; ${missing} of ${waits.length} not seen`);
        await page.close();
      }
      return [
        ofRuns(
          'webhook → drawn, p50',
          'ms',
          runs.map((one) => one.p50),
        ),
        ofRuns(
          'webhook → drawn, p99',
          'ms',
          runs.map((one) => one.p99),
          { target: { at: 'most', value: 300 } },
        ),
      ];
    } finally {
      await browser.close();
      await bench.close();
    }
  },
};

function doorOf({ port, path }: BenchHouse) {
  return { port, path, connections: 4 };
}
