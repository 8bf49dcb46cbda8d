import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCa, makeLeaf } from './certificates.ts';

/** A certificate authority of this simulator alone, and a certificate by it for all of X's hosts. */
export interface Authority {
  /** What clients must trust, PEM. */
  ca: string;
  /** The same as a file. */
  caFile: string;
  key: string;
  certificate: string;
  /** Takes the file away if it is not meant to stay. */
  close(): void;
}

const kept = { ca: 'ca.pem', key: 'ca-key.pem' };

/** With a directory the authority is made once and kept there, its key for the owner only; else it ends with us. */
export async function openAuthority(dataDir: string | undefined): Promise<Authority> {
  const directory = dataDir ?? mkdtempSync(join(tmpdir(), 'local-x-'));
  mkdirSync(directory, { recursive: true });
  const caFile = join(directory, kept.ca);
  const keyFile = join(directory, kept.key);
  const known =
    dataDir !== undefined && existsSync(caFile) && existsSync(keyFile)
      ? { certificate: readFileSync(caFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
      : undefined;
  const ca = known ?? (await makeCa());
  if (!known) writeFileSync(caFile, ca.certificate, { mode: 0o644 });
  if (!known && dataDir !== undefined) {
    writeFileSync(keyFile, ca.key, { mode: 0o600 });
    chmodSync(keyFile, 0o600);
  }
  const leaf = await makeLeaf(ca);
  return {
    ca: ca.certificate,
    caFile,
    key: leaf.key,
    certificate: leaf.certificate,
    close() {
      if (dataDir === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}
