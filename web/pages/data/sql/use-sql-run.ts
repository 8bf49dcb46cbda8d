import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResponseOf } from '../../../../contract/api/route.ts';
import type { datasetRoutes } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';

export type SqlResult = ResponseOf<(typeof datasetRoutes)['query']>;

export type SqlRun =
  | { readonly state: 'idle' | 'running' | 'stopped' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'done'; readonly result: SqlResult };

/** The server ends a query after a minute, and says so itself. */
const TIMEOUT_MS = 75_000;

/** One statement at a time; who leaves the page or cancels ends it at the server, too. */
export function useSqlRun() {
  const [run, setRun] = useState<SqlRun>({ state: 'idle' });
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(async (sql: string) => {
    current.current?.abort();
    const mine = new AbortController();
    current.current = mine;
    setRun({ state: 'running' });
    try {
      const result = await api.datasets.query({ sql }, { signal: mine.signal, timeoutMs: TIMEOUT_MS });
      if (current.current === mine) setRun({ state: 'done', result });
    } catch (error) {
      if (current.current === mine)
        setRun(mine.signal.aborted ? { state: 'stopped' } : { state: 'failed', error });
    }
  }, []);
  const stop = useCallback(() => current.current?.abort(), []);
  /** Nothing has been asked yet. */
  const clear = useCallback(() => {
    current.current?.abort();
    current.current = undefined;
    setRun({ state: 'idle' });
  }, []);
  return { run, start, stop, clear };
}
