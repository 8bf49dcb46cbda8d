import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './postmaster.ts';

/** A holder that was just killed needs a moment to die. */
const PATIENCE_MS = 500;

interface Owner {
  readonly pid: number;
  /** Tells this process from a later one with the same number; empty where the system does not say. */
  readonly startedAt: string;
}

/** The process that holds a data directory, or nothing when none does. */
export async function findOwner(dataDir: string): Promise<number | undefined> {
  const text = await readFile(ownerFile(dataDir), 'utf8').catch(() => undefined);
  const owner = text === undefined ? undefined : parseOwner(text);
  if (!owner || !isAlive(owner.pid)) return undefined;
  const startedAt = await startOf(owner.pid);
  return startedAt === owner.startedAt ? owner.pid : undefined;
}

/** Takes the data directory for this process. Answers the holder's pid when somebody else has it. */
export async function takeOwnership(dataDir: string): Promise<number | undefined> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const owner: Owner = { pid: process.pid, startedAt: await startOf(process.pid) };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await writeFile(ownerFile(dataDir), JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = await findOwner(dataDir);
    if (holder === undefined) await rm(ownerFile(dataDir), { force: true });
    else if (Date.now() > deadline) return holder;
    else await pause(25);
  }
}

export async function giveUpOwnership(dataDir: string): Promise<void> {
  await rm(ownerFile(dataDir), { force: true });
}

function ownerFile(dataDir: string): string {
  return join(dataDir, 'owner.json');
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value))
      return undefined;
    const { pid, startedAt } = value;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

/** Field 22 of /proc/<pid>/stat: ticks since the machine started. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Dead, and its parent has not asked yet.
  return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '');
}
