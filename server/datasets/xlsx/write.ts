import { fileURLToPath } from 'node:url';
import { startChild } from '../../base/index.ts';
import { quoteText } from '../../duck/index.ts';
import type { Column } from '../columns.ts';

export interface SheetTask {
  /** A line for each row, as `linesSql` writes them. */
  readonly from: string;
  readonly to: string;
  readonly columns: readonly Column[];
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** Rows pass through; this is what the program itself takes. */
const MEMORY_MB = 192;

/** The statement that writes rows, whose cells are called `c0`, `c1` and so on, as lines for a spreadsheet. */
export function linesSql(select: string, columns: readonly Column[], path: string): string {
  const cells = columns.map((_, at) => `c${at}::varchar`).join(', ');
  return `copy (select [${cells}] as r from (${select})) to ${quoteText(path)} (format json)`;
}

/** Writes a spreadsheet of one sheet in a process of its own, in bounded memory. */
export function writeSheet(task: SheetTask, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = startChild({
      script: CHILD,
      args: [JSON.stringify(task)],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', NODE_OPTIONS: `--max-old-space-size=${MEMORY_MB}` },
      talks: true,
    });
    let said = '';
    const cancel = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    child.on('message', (message) => {
      if (typeof message === 'string') said = message;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      signal?.removeEventListener('abort', cancel);
      if (code === 0) resolve();
      else reject(new Error(`writing the spreadsheet ended with ${code ?? 'a signal'}: ${said}`));
    });
  });
}
