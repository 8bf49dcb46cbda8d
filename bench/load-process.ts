import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { InsertOptions } from './insert.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import type { PostOptions } from './post-load.ts';

export function runLoad(options: LoadOptions): Promise<LoadResult> {
  return runChild('./load.ts', options, options.durationMs);
}

export function runInserts(options: InsertOptions): Promise<LoadResult> {
  return runChild('./insert.ts', options, options.durationMs);
}

export function runPosts(options: PostOptions): Promise<LoadResult> {
  return runChild('./post-load.ts', options, options.durationMs);
}

async function runChild(script: string, options: object, durationMs: number): Promise<LoadResult> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(script, import.meta.url)), JSON.stringify(options)],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: durationMs + 60_000 },
  );
  let out = '';
  for await (const chunk of child.stdout) out += String(chunk);
  // The script writes a LoadResult, or fails and writes nothing.
  return JSON.parse(out) as LoadResult;
}
