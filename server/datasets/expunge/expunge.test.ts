import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatasetHouse, openDatasetHouse } from '../../../test/dataset-house.ts';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import { type Duck, quoteText } from '../../duck/index.ts';
import type { Column, DatasetRow, Datasets } from '../index.ts';

let house: DatasetHouse;
let dir: string;
let duck: Duck;
let datasets: Datasets;
let db: WorkspaceDb;
beforeAll(async () => {
  house = await openDatasetHouse();
  ({ dir, duck, datasets, db } = house);
});
afterAll(() => house?.close());

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'STRING' },
  { name: 'from', type: 'STRING' },
  { name: 'to', type: 'STRING' },
  { name: 'said', type: 'STRING' },
  { name: 'at', type: 'DATETIME' },
  { name: 'all', type: 'STRING' },
];
const personal = { people: ['from', 'to'], lists: ['all'], messages: 'id', at: 'at', ages: true };

let dataset: DatasetRow;
beforeEach(async () => {
  dataset = await datasets.create(db, {
    name: 'Messages',
    columns: COLUMNS,
    keys: ['id'],
    ownerId: null,
    personal,
  });
});

type Line = [id: string, from: string, to: string, said: string, at?: string, all?: string];
async function write(lines: Line[], method: 'append' | 'upsert' | 'replace' = 'append'): Promise<void> {
  const path = join(dir, newId());
  const text = lines.map(([id, from, to, said, at = '2026-11-01T00:00:00Z', all = '']) =>
    [id, from, to, said, at, all].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
  );
  await writeFile(path, `${text.join('\n')}\n`);
  const incoming = { format: 'csv', path, header: 'no', badLines: 'refuse' } as const;
  await datasets.write(db, dataset.id, incoming, { method, byId: null });
}
async function said(version?: number): Promise<string[]> {
  const tables = { t: { datasetId: dataset.id, ...(version !== undefined && { version }) } };
  const sql = 'select said from t order by 1';
  const { rows } = await datasets.query(db, {
    reader: 'system',
    sql,
    tables,
    rows: 1_000,
    timeoutMs: 30_000,
  });
  return rows.map(([text]) => String(text));
}
const versions = async () => datasets.versions(db, dataset.id, undefined, 100);
/** What can still be read in any file of the DataSet, whatever names it. */
async function inFiles(): Promise<string[]> {
  const folder = join(dir, 'files', db.workspaceId, dataset.id);
  const found = new Set<string>();
  for (const name of await readdir(folder)) {
    const path = quoteText(join(folder, name));
    const [columns] = await duck.run(
      { steps: [{ sql: `select name from parquet_schema(${path})`, rows: 50 }] },
      { timeoutMs: 30_000 },
    );
    if (!columns?.rows.some(([column]) => column === 'said')) continue;
    const [rows] = await duck.run(
      { steps: [{ sql: `select said from read_parquet(${path}) where said is not null`, rows: 1_000 }] },
      { timeoutMs: 30_000 },
    );
    for (const [text] of rows?.rows ?? []) found.add(String(text));
    // Not in the dictionary of a column either.
    const bytes = await readFile(join(folder, name), 'latin1');
    expect(bytes.includes('secret')).toBe([...found].some((one) => one.includes('secret')));
  }
  return [...found].toSorted();
}

describe('a person', () => {
  it('goes from every state, and from the files', async () => {
    await write([
      ['1', '7', '9', 'secret one'],
      ['2', '8', '9', 'stays'],
    ]);
    await write([
      ['3', '9', '7', 'secret answer'],
      ['4', '9', '8', 'stays too'],
    ]);
    expect(await inFiles()).toHaveLength(4);
    expect(await datasets.expunge(db, { kind: 'person', xUserId: '7' })).toEqual([dataset.id]);
    expect(await said()).toEqual(['stays', 'stays too']);
    expect(await said(1)).toEqual(['stays']);
    expect(await said(2)).toEqual(['stays', 'stays too']);
    expect(await inFiles()).toEqual(['stays', 'stays too']);
    expect(
      (await versions()).map(({ number, method, rows, rowsGone }) => [number, method, rows, rowsGone]),
    ).toEqual([
      [3, 'expunge', 2, 2],
      [2, 'append', 2, 0],
      [1, 'append', 1, 0],
    ]);
    expect(await datasets.get(db, dataset.id)).toMatchObject({ rows: 2, version: 3 });
    // Nothing is left to do.
    expect(await datasets.expunge(db, { kind: 'person', xUserId: '7' })).toEqual([]);
  });

  it('goes where rows had been replaced before, and keeps the counts right', async () => {
    await write([
      ['1', '7', '9', 'secret, first form'],
      ['2', '7', '9', 'secret two'],
      ['3', '8', '9', 'stays'],
      ...Array.from({ length: 20 }, (_, at) => [`x${at}`, '8', '9', `filler ${at}`] as Line),
    ]);
    await write([['1', '7', '9', 'secret, second form']], 'upsert');
    expect((await datasets.get(db, dataset.id)).rows).toBe(23);
    await datasets.expunge(db, { kind: 'person', xUserId: '7' });
    expect((await datasets.get(db, dataset.id)).rows).toBe(21);
    expect(await said()).toHaveLength(21);
    expect(await said(1)).toHaveLength(21);
    expect((await inFiles()).filter((text) => text.includes('secret'))).toEqual([]);
    // What is written later stands beside it as ever.
    await write([['3', '8', '9', 'stays, mended']], 'upsert');
    expect((await said()).filter((text) => text.startsWith('stays'))).toEqual(['stays, mended']);
    await datasets.revert(db, dataset.id, 1, null);
    expect((await said()).filter((text) => text.startsWith('stays'))).toEqual(['stays']);
  });

  it('leaves the row of others in a group, and its list without them', async () => {
    await write([['1', '8', '9', 'to all', '2026-11-01T00:00:00Z', '["7","8","70"]']]);
    await datasets.expunge(db, { kind: 'person', xUserId: '7' });
    const tables = { t: { datasetId: dataset.id } };
    const { rows } = await datasets.query(db, {
      reader: 'system',
      sql: 'select "all" from t',
      tables,
      rows: 5,
      timeoutMs: 30_000,
    });
    expect(rows).toEqual([['["","8","70"]']]);
  });

  it('who came back keeps what was said since', async () => {
    await write([
      ['1', '7', '9', 'secret of before', '2026-11-01T00:00:00Z'],
      ['2', '7', '9', 'since then', '2026-11-20T00:00:00Z'],
    ]);
    await datasets.expunge(db, { kind: 'person', xUserId: '7', until: new Date('2026-11-10T00:00:00Z') });
    expect(await said()).toEqual(['since then']);
  });
});

it('one message goes, and what is too old', async () => {
  await write([
    ['1', '7', '9', 'secret message'],
    ['2', '7', '9', 'old', '2026-01-01T00:00:00Z'],
    ['3', '7', '9', 'stays'],
  ]);
  await datasets.expunge(db, { kind: 'message', xEventId: '1' });
  expect(await said()).toEqual(['old', 'stays']);
  await datasets.expunge(db, { kind: 'older', before: new Date('2026-06-01T00:00:00Z') });
  expect(await said()).toEqual(['stays']);
  expect(await inFiles()).toEqual(['stays']);
});

it('a text that names the person goes, one that names somebody like them stays', async () => {
  await datasets.change(db, dataset.id, { personal: { ...personal, texts: ['said'] } });
  await write([
    ['1', '8', '9', '/2/users?ids=7071,secret,707'],
    ['2', '8', '9', '{"id":"707","name":"secret"}'],
    ['3', '8', '9', '7071 stays'],
  ]);
  await datasets.expunge(db, { kind: 'person', xUserId: '707' });
  expect(await said()).toEqual(['7071 stays']);
  expect(await inFiles()).toEqual(['7071 stays']);
});

it('a DataSet that says nothing of people is left alone', async () => {
  await datasets.change(db, dataset.id, { personal: null });
  await write([['1', '77', '9', 'stays']]);
  expect(await datasets.expunge(db, { kind: 'person', xUserId: '77' })).toEqual([]);
  expect(await said()).toEqual(['stays']);
});

it('states of other columns are looked at by the columns that they have', async () => {
  await write([['1', '7', '9', 'secret']]);
  await datasets.change(db, dataset.id, { columns: COLUMNS.filter(({ name }) => name !== 'to') });
  await datasets.expunge(db, { kind: 'person', xUserId: '7' });
  expect(await said()).toEqual([]);
  expect(await said(1)).toEqual([]);
  expect(await inFiles()).toEqual([]);
});

it('a writer that had begun before goes on from the new state', async () => {
  await write([
    ['1', '7', '9', 'secret'],
    ['2', '8', '9', 'stays'],
  ]);
  await Promise.all([
    datasets.expunge(db, { kind: 'person', xUserId: '7' }),
    ...['3', '4', '5'].map((id) => write([[id, '8', '9', `written ${id}`]])),
  ]);
  expect(await said()).toEqual(['stays', 'written 3', 'written 4', 'written 5']);
});
