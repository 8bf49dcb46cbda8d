import { DuckDBInstance } from '@duckdb/node-api';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Dataset, DatasetUpload } from '../contract/api/index.ts';
import { launchBrowser } from '../test/e2e/browser.ts';
import { COLUMNS, rowsSql } from './dataset-rows.ts';
import { type Bench, type Figure, median, ofRuns } from './figures.ts';
import { openBenchHouse } from './house.ts';
import { cookiesOf, signInToHouse } from './person.ts';

const ROWS = 1_000_000;
const STEPS = 30;
const FIRST_ROW = 'tbody tr[aria-rowindex="2"]:not([data-coming])';
const SORTED = ['text', 'created_at', 'likes'] as const;

/** The table of a DataSet's page: any place of a million rows, as they were written and sorted, in a real browser. */
export const dataPage: Bench = {
  name: 'data-page',
  about: `the data page with ${ROWS.toLocaleString('en')} rows of ${COLUMNS.length} columns in a browser; DuckDB itself on the same rows`,
  run: async (say) => {
    const dir = await mkdtemp(join(tmpdir(), 'rk-data-page-'));
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '768MB' });
    const raw = await instance.connect();
    const bench = await openBenchHouse();
    const browser = await launchBrowser();
    try {
      const file = join(dir, 'rows.parquet');
      await raw.run(`copy (${rowsSql(0, ROWS)}) to '${file}' (format parquet, compression zstd)`);
      const { cookie, headers } = await signInToHouse(bench.house.url);
      const set = await makeDataset(bench.house.url, headers, file);
      say(`${set.rows} rows stand`);
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies(cookiesOf(cookie, bench.house.url));
      const page = await context.newPage();
      await page.goto(`${bench.house.url}/datasources/${set.id}/details/data`);
      await page.locator(FIRST_ROW).waitFor();
      const rawMs = async (sql: string) => {
        const startedMs = performance.now();
        await raw.runAndReadAll(sql);
        return performance.now() - startedMs;
      };
      const figures: Figure[] = [];
      const plain = await scroll(page, STEPS);
      const rawOffsets: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        rawOffsets.push(
          await rawMs(`select * from '${file}' limit 100 offset ${Math.floor(Math.random() * ROWS)}`),
        );
      }
      figures.push(
        ofRuns('scroll to any row, until it is drawn', 'ms', plain, { target: { at: 'most', value: 100 } }),
        { what: 'of DuckDB’s LIMIT and OFFSET', unit: '×', figure: median(rawOffsets) / median(plain) },
      );
      const firsts: number[] = [];
      const again: number[] = [];
      const far: number[] = [];
      const rawSorts: number[] = [];
      for (const column of SORTED) {
        firsts.push(await sort(page, column));
        // The copy is made behind the first answer.
        await scroll(page, 1);
        far.push(...(await scroll(page, STEPS / SORTED.length)));
        // Nothing is left of it in the browser.
        await page.reload();
        await page.locator(FIRST_ROW).waitFor();
        again.push(await sort(page, column));
        rawSorts.push(
          await rawMs(`select * from '${file}' order by ${column} nulls last limit 100 offset 500000`),
        );
        say(`${column}: first ${firsts.at(-1)?.toFixed(0)} ms, again ${again.at(-1)?.toFixed(0)} ms`);
      }
      figures.push(
        ofRuns('first sort by a column, until drawn', 'ms', firsts, { target: { at: 'most', value: 500 } }),
        ofRuns('the same sort again', 'ms', again, { target: { at: 'most', value: 100 } }),
        ofRuns('scroll to any row of a sort', 'ms', far, { target: { at: 'most', value: 100 } }),
        { what: 'of DuckDB’s ORDER BY at row 500,000', unit: '×', figure: median(rawSorts) / median(far) },
      );
      return figures;
    } finally {
      await browser.close();
      await bench.close();
      raw.closeSync();
      instance.closeSync();
      await rm(dir, { recursive: true, force: true });
    }
  },
};

async function makeDataset(url: string, headers: Record<string, string>, file: string): Promise<Dataset> {
  const ask = async <Answer>(path: string, body: FormData | string): Promise<Answer> => {
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const response = await fetch(url + path, { method: 'POST', headers: { ...headers, ...type }, body });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    // As the contract of the route has it.
    return (await response.json()) as Answer;
  };
  const form = new FormData();
  form.append('file', await openAsBlob(file), 'rows.parquet');
  const { uploadId, columns } = await ask<DatasetUpload>('/api/datasets/uploads', form);
  const body = JSON.stringify({ uploadId, name: 'A million', columns });
  return (await ask<{ dataset: Dataset }>('/api/datasets', body)).dataset;
}

/** Goes to rows at random; from the move until all that is seen is drawn. Timed by the page itself. */
function scroll(page: Page, steps: number): Promise<number[]> {
  return page.evaluate<number[]>(`(${inPage})(${steps})`);
}

/** Clicks the head of a column; until its rows are drawn. */
async function sort(page: Page, column: string): Promise<number> {
  const [ms] = await page.evaluate<number[]>(`(${inPage})(0, ${JSON.stringify(column)})`);
  return ms ?? Number.NaN;
}

// Runs in the page, where the names of this program mean nothing; so it is text.
const inPage = `async (steps, column) => {
  const table = document.querySelector('[role=region] table').parentElement;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
  const rows = () => [...table.querySelectorAll('tbody tr[aria-rowindex]')];
  const first = () => rows()[0]?.getAttribute('aria-rowindex');
  const whole = () => rows().length > 0 && rows().every((row) => !row.hasAttribute('data-coming'));
  const until = async (isSo) => {
    do await frame(); while (!isSo());
    await painted();
  };
  const waits = [];
  if (column) {
    const head = [...table.querySelectorAll('thead th')].find((one) => one.title === column);
    const fromMs = performance.now();
    head.querySelector('button').click();
    await until(() => head.hasAttribute('aria-sort') && whole());
    return [performance.now() - fromMs];
  }
  for (let n = 0; n < steps; n += 1) {
    const before = first();
    const fromMs = performance.now();
    table.scrollTop = Math.floor(Math.random() * (table.scrollHeight - table.clientHeight));
    await until(() => first() !== before && whole());
    waits.push(performance.now() - fromMs);
    // As long as a hand needs for the next step: what is fetched ahead may be done by then.
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return waits;
}`;
