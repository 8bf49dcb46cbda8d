import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase } from '../../test/harness.ts';
import { newId, type WorkspaceDb } from '../base/index.ts';
import { createHandles, findFeed, type Handles, listQueues, listWorkStreams, markGap } from './index.ts';

let base: TestBase;
let handles: Handles;
let other: WorkspaceDb;

beforeAll(async () => {
  base = await openTestBase();
  handles = createHandles({ clock: base.clock, emit: base.log.append });
  other = base.db.workspace(newId<'workspace'>());
  for (const db of [base.workspace, other]) await db.transaction((tx) => handles.ensureWorkspaceDefaults(tx));
});
afterAll(() => base.close());

const ensure = (accountId: string, name: string, workStreamId?: string) =>
  base.workspace.transaction((tx) => handles.ensure(tx, accountId, { name, workStreamId }, { name: true }));

test('gives a workspace one queue and one work stream, however often it is asked', async () => {
  await base.workspace.transaction((tx) => handles.ensureWorkspaceDefaults(tx));
  const [stream, ...more] = await listWorkStreams(base.workspace);
  const [queue] = await listQueues(base.workspace);
  expect(more).toEqual([]);
  expect(stream).toMatchObject({ isDefault: true, queueId: queue?.id });
});

test('makes one handle for an account, in the default work stream', async () => {
  const accountId = newId<'account'>();
  const first = await ensure(accountId, ' Shop ');
  const [stream] = await listWorkStreams(base.workspace);
  expect(first).toMatchObject({ name: 'Shop', language: 'en', workStreamId: stream?.id, enabled: true });
  const second = await ensure(accountId, 'Shop 2');
  expect(second).toMatchObject({ id: first.id, name: 'Shop 2' });
  expect(await findFeed(base.workspace, accountId)).toMatchObject({ subscribed: false, health: 'unknown' });
});

test('brings a removed handle back under its id', async () => {
  const accountId = newId<'account'>();
  const { id } = await ensure(accountId, 'Shop');
  await base.workspace.transaction((tx) => handles.remove(tx, id));
  await expect(handles.get(base.workspace, id)).rejects.toThrow('no such handle');
  expect(await ensure(accountId, 'Shop')).toMatchObject({ id, enabled: true, deletedAt: null });
});

test('knows nothing of another workspace', async () => {
  const [foreign] = await listWorkStreams(other);
  await expect(ensure(newId<'account'>(), 'Shop', foreign?.id)).rejects.toThrow('no such work stream');
  const { id } = await ensure(newId<'account'>(), 'Shop');
  await expect(handles.get(other, id)).rejects.toThrow('no such handle');
  await expect(other.transaction((tx) => handles.remove(tx, id))).rejects.toThrow('no such handle');
});

test('keeps the earliest mark of a gap', async () => {
  const accountId = newId<'account'>();
  await ensure(accountId, 'Shop');
  const early = new Date('2026-01-01T00:00:00Z');
  await markGap(base.workspace, accountId, new Date('2026-01-02T00:00:00Z'));
  await markGap(base.workspace, accountId, early);
  await markGap(base.workspace, accountId, new Date('2026-01-03T00:00:00Z'));
  expect((await findFeed(base.workspace, accountId))?.gapSince).toEqual(early);
});
