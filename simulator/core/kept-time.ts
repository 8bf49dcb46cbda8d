import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How far virtual time was from real time when it was last changed; 0 when nothing is kept. */
export function readKeptOffset(dataDir: string | undefined): number {
  if (dataDir === undefined) return 0;
  try {
    const offsetMs = Number(readFileSync(join(dataDir, 'clock'), 'utf8'));
    return Number.isFinite(offsetMs) ? offsetMs : 0;
  } catch {
    // The first start: nobody has turned the clock yet.
    return 0;
  }
}

export function keepOffset(dataDir: string | undefined, offsetMs: number): void {
  if (dataDir !== undefined) writeFileSync(join(dataDir, 'clock'), String(offsetMs), { mode: 0o600 });
}
