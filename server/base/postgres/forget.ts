import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findOwner } from './owner.ts';
import { stopOrphan } from './postmaster.ts';

/**
 * Removes everything that the shipped database of a data directory holds; the next start makes a new one.
 * @throws Error when a running process has the directory.
 */
export async function forgetDatabase(dataDir: string): Promise<void> {
  const holder = await findOwner(dataDir);
  if (holder !== undefined) throw new Error(`The data directory ${dataDir} is in use by process ${holder}.`);
  const clusterDir = join(dataDir, 'postgres');
  await stopOrphan(clusterDir);
  await rm(clusterDir, { recursive: true, force: true });
}
