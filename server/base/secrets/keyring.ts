import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Master keys: the first seals, all open. */
export interface Keyring {
  readonly current: { readonly id: string; readonly key: Buffer };
  find(id: string): Buffer | undefined;
}

/** A key's name: the beginning of its hash, so that a backup never needs the key to say which one it wants. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('rookery master key').update(key).digest('hex').slice(0, 12);
}

function parseKey(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new Error(`${source} must hold a 32-byte key in base64 (44 characters), newest key first`);
  return key;
}

function keyringOf(keys: readonly Buffer[]): Keyring {
  const [newest] = keys;
  if (!newest) throw new Error('the keyring is empty');
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  return { current: { id: keyId(newest), key: newest }, find: (id) => byId.get(id) };
}

/** A keyring from `ROOKERY_MASTER_KEY`: base64 keys separated by commas, newest first. */
export function keyringFromText(text: string, source = 'ROOKERY_MASTER_KEY'): Keyring {
  return keyringOf(
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((part) => parseKey(part, source)),
  );
}

/** The keyring of a file, one key a line, newest first; made (mode 0600) when there is none. */
export function openKeyringFile(file: string): Keyring {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      });
    } catch (error) {
      // Another process was faster: its key counts.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  return keyringFromText(readFileSync(file, 'utf8'), file);
}

/** Puts a new key in front of a keyring file, durably, and answers the ring with it. */
export function addKeyToFile(file: string): Keyring {
  const next = `${randomBytes(32).toString('base64')}\n${readFileSync(file, 'utf8')}`;
  const temporary = `${file}.new`;
  writeFileSync(temporary, next, { mode: 0o600, flush: true });
  renameSync(temporary, file);
  return keyringFromText(next, file);
}

/** Leaves only the newest key in a keyring file: once nothing is sealed under the others. */
export function dropOldKeys(file: string): void {
  const [newest] = readFileSync(file, 'utf8').split('\n');
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${newest}\n`, { mode: 0o600, flush: true });
  renameSync(temporary, file);
}
