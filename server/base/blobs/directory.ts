import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { BlobMissing, type BlobStore } from './store.ts';

const KEY = /^[a-z0-9][a-z0-9._-]{3,120}$/;
const WORKSPACE = /^[0-9a-f]{24}$/;

/** Blobs as files: `<root>/<workspace>/<two characters>/<key>`. For one host or a shared mount. */
export function openBlobDirectory(root: string): BlobStore {
  const pathOf = (workspaceId: string, key: string) => {
    // Keys are made by us; the check is what keeps a mistake from leaving the directory.
    if (!WORKSPACE.test(workspaceId) || !KEY.test(key)) throw new Error('not a blob key');
    return join(root, workspaceId, key.slice(-2), key);
  };
  return {
    put: async (workspaceId, key, source) => {
      const path = pathOf(workspaceId, key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
      try {
        const size = await writeDurably(temporary, source);
        await rename(temporary, path);
        await syncDirectory(dirname(path));
        return size;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: async (workspaceId, key, range) => {
      const path = pathOf(workspaceId, key);
      if ((await sizeOf(path)) === undefined) throw new BlobMissing(`no blob ${key}`);
      return createReadStream(path, range ?? {});
    },
    findSize: (workspaceId, key) => sizeOf(pathOf(workspaceId, key)),
    remove: (workspaceId, key) => rm(pathOf(workspaceId, key), { force: true }),
  };
}

async function writeDurably(path: string, source: Readable | Buffer): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array);
      await file.writeFile(bytes);
      size += bytes.length;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

/** Without it the rename itself may be lost with the power. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
