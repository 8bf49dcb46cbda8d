import { messageOf } from '../base/index.ts';

/** Prints what went wrong in a sentence and sets the exit code. */
export function fail(error: unknown): void {
  const causes: string[] = [];
  for (let next: unknown = error; next !== undefined && causes.length < 4; ) {
    const message = messageOf(next);
    if (!causes.some((known) => known.includes(message))) causes.push(message);
    next = next instanceof Error ? next.cause : undefined;
  }
  console.error(causes.join('\n  because: '));
  process.exitCode = 1;
}
