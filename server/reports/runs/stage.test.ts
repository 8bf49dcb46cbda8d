import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Stage, StageLost } from './stage.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stage-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
const at = (run: string) => async (name: string) => join(dir, `${run}-${name}`);

it('keeps null and empty text apart, and quotes what needs it', async () => {
  const stage = await Stage.open(at('one'), {});
  await stage.append('rows', [['a "b"\nc', null, 1.5, '']], ',7\n');
  await stage.append('rows', [], ',7\n');
  const staged = await stage.sync();
  expect(await readFile(join(dir, 'one-rows'), 'utf8')).toBe('"a ""b""\nc",,1.5,"",7\n');
  expect(staged).toEqual({ rows: 22 });
  expect(await stage.fileOf('other')).toBeUndefined();
  await stage.remove();
  await expect(readFile(join(dir, 'one-rows'))).rejects.toThrow('ENOENT');
});

it('is cut back to where the checkpoint left it', async () => {
  const first = await Stage.open(at('two'), {});
  await first.append('rows', [['kept']], '\n');
  const staged = await first.sync();
  await first.append('rows', [['written, and not counted']], '\n');
  await first.append('more', [['nor this']], '\n');
  await first.close();
  const second = await Stage.open(at('two'), staged);
  await second.append('rows', [['next']], '\n');
  await second.append('more', [['new']], '\n');
  await second.sync();
  expect(await readFile(join(dir, 'two-rows'), 'utf8')).toBe('"kept"\n"next"\n');
  expect(await readFile(join(dir, 'two-more'), 'utf8')).toBe('"new"\n');
  await second.remove();
});

it('says when what was counted is not there', async () => {
  const stage = await Stage.open(at('three'), {});
  await stage.append('rows', [['a']], '\n');
  const staged = await stage.sync();
  await stage.close();
  await truncate(join(dir, 'three-rows'), 1);
  await expect(Stage.open(at('three'), staged)).rejects.toThrow(StageLost);
  await expect(Stage.open(at('nowhere'), staged)).rejects.toThrow(StageLost);
});
