import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rewrap, seal, unseal } from './envelope.ts';
import { addKeyToFile, dropOldKeys, keyringFromText, openKeyringFile } from './keyring.ts';

const place = { workspaceId: 'a'.repeat(24), ownerId: 'b'.repeat(24), field: 'access_token' };

describe('a sealed secret', () => {
  const key = randomBytes(32);

  it('opens with its key at its place', () => {
    expect(unseal(key, place, seal(key, place, 'sésame 🌱'))).toBe('sésame 🌱');
  });

  it('never looks the same twice and never holds the plain text', () => {
    const one = seal(key, place, 'correct horse');
    expect(one.equals(seal(key, place, 'correct horse'))).toBe(false);
    expect(one.includes('correct horse')).toBe(false);
  });

  it('does not open at another workspace, owner or field, with another key, or with any bit changed', () => {
    const sealed = seal(key, place, 'x');
    for (const other of [
      { ...place, workspaceId: 'c'.repeat(24) },
      { ...place, ownerId: 'c'.repeat(24) },
      { ...place, field: 'refresh_token' },
    ]) {
      expect(() => unseal(key, other, sealed)).toThrow(/unable to authenticate|not a sealed secret/);
    }
    expect(() => unseal(randomBytes(32), place, sealed)).toThrow(
      /unable to authenticate|not a sealed secret/,
    );
    for (let index = 0; index < sealed.length; index += 1) {
      const broken = Buffer.from(sealed);
      broken[index] = (broken[index] ?? 0) ^ 1;
      expect(() => unseal(key, place, broken)).toThrow(/unable to authenticate|not a sealed secret/);
    }
  });

  it('opens under a new master key after rewrapping, and no longer under the old one', () => {
    const next = randomBytes(32);
    const moved = rewrap(key, next, place, seal(key, place, 'kept'));
    expect(unseal(next, place, moved)).toBe('kept');
    expect(() => unseal(key, place, moved)).toThrow(/unable to authenticate|not a sealed secret/);
  });
});

describe('a keyring', () => {
  it('is made once, readable by its owner only, and read again', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rookery-keys-')), 'deep', 'master.key');
    const made = openKeyringFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openKeyringFile(file).current.id).toBe(made.current.id);
  });

  it('gets a new key in front, opens with both, and forgets the old one when told', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rookery-keys-')), 'master.key');
    const old = openKeyringFile(file).current;
    const ring = addKeyToFile(file);
    expect(ring.current.id).not.toBe(old.id);
    expect(ring.find(old.id)?.equals(old.key)).toBe(true);
    dropOldKeys(file);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    expect(openKeyringFile(file).find(old.id)).toBeUndefined();
  });

  it('refuses a key of the wrong length in a sentence that names the source', () => {
    expect(() => keyringFromText('c2hvcnQ=')).toThrow(/ROOKERY_MASTER_KEY must hold a 32-byte key/);
  });
});
