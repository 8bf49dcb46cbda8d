import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openBlobDirectory } from './directory.ts';
import { BlobMissing } from './store.ts';

const mine = 'a'.repeat(24);
const theirs = 'b'.repeat(24);

function makeStore() {
  const root = mkdtempSync(join(tmpdir(), 'rookery-blobs-'));
  const files = () =>
    readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { store: openBlobDirectory(root), files };
}

describe('a blob directory', () => {
  it('gives back what was put in, whole or by range', async () => {
    const { store } = makeStore();
    expect(
      await store.put(mine, 'photo-1', Readable.from([Buffer.from('hello '), Buffer.from('world')])),
    ).toBe(11);
    expect((await buffer(await store.read(mine, 'photo-1'))).toString()).toBe('hello world');
    expect((await buffer(await store.read(mine, 'photo-1', { start: 6, end: 8 }))).toString()).toBe('wor');
    expect(await store.findSize(mine, 'photo-1')).toBe(11);
  });

  it('keeps workspaces apart', async () => {
    const { store } = makeStore();
    await store.put(mine, 'photo-1', Buffer.from('x'));
    await expect(store.read(theirs, 'photo-1')).rejects.toThrow(BlobMissing);
    expect(await store.findSize(theirs, 'photo-1')).toBeUndefined();
  });

  it('leaves nothing behind when the source breaks off', async () => {
    const { store, files } = makeStore();
    const source = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('connection lost');
      })(),
    );
    await expect(store.put(mine, 'photo-1', source)).rejects.toThrow('connection lost');
    expect(files()).toEqual([]);
  });

  it('removes, also twice', async () => {
    const { store, files } = makeStore();
    await store.put(mine, 'photo-1', Buffer.from('x'));
    await store.remove(mine, 'photo-1');
    await store.remove(mine, 'photo-1');
    expect(files()).toEqual([]);
  });

  it('refuses keys that would leave the directory', async () => {
    const { store } = makeStore();
    await expect(store.put(mine, '../../etc/passwd', Buffer.from('x'))).rejects.toThrow('not a blob key');
    expect(() => store.findSize('../x', 'photo-1')).toThrow('not a blob key');
  });
});
