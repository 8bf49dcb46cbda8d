import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The kernel's limit for a socket path is 108 bytes (104 on macOS); the file name takes 16 of them.
const LONGEST_DIR = 85;

/** Makes the directory, open to its owner only, in which the server puts its socket. */
export async function makeSocketDir(dataDir: string): Promise<string> {
  const inside = join(dataDir, 'run');
  if (Buffer.byteLength(inside) <= LONGEST_DIR) {
    await mkdir(inside, { recursive: true, mode: 0o700 });
    await chmod(inside, 0o700);
    return inside;
  }
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const outside = join(tmpdir(), `rookery-${name}`);
  await mkdir(outside, { mode: 0o700 }).catch(() => undefined);
  const found = await lstat(outside);
  const ours = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  return ours ? outside : mkdtemp(join(tmpdir(), 'rookery-'));
}
