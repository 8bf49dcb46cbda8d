import { useRef, useState } from 'react';
import type { BodyOf, contactRoutes, ResponseOf } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { forgetImportMark, rememberImportMark } from '../../lib/import-mark.ts';
import { describeError } from '../../shell/tell.ts';

type Import = BodyOf<typeof contactRoutes.import>;
type Part = ResponseOf<typeof contactRoutes.import>;

/** Rows in one request: some 0.3 s. */
const ROWS = 250;

export interface ImportResult extends Part {
  /** Rows that are behind it; all of them when it is done. */
  readonly next: number;
  readonly of: number;
  /** Why it stopped before its end; undefined: it was asked to, or is done. */
  readonly problem?: string;
}

interface ImportJob {
  readonly file: { readonly name: string; readonly csv: string };
  readonly options: Pick<Import, 'known' | 'columns'>;
  readonly from: number;
  readonly of: number;
  /** What went before, when it goes on. */
  readonly before?: ImportResult | undefined;
}

const none: Part = { created: 0, updated: 0, skipped: 0, wrong: 0, problems: [] };

/** An import in parts: each is in or not as a whole; between two of them it can be stopped. */
export function useImport() {
  const [at, setAt] = useState<{ readonly next: number; readonly of: number }>();
  const [stopping, setStopping] = useState(false);
  const [result, setResult] = useState<ImportResult>();
  const stop = useRef(false);

  const run = async ({ file, options, from, of, before }: ImportJob) => {
    stop.current = false;
    setResult(undefined);
    let sum: Part = before ?? none;
    let next = from;
    let problem: string | undefined;
    try {
      while (next < of && !stop.current) {
        setAt({ next, of });
        const rows = { from: next, count: ROWS };
        sum = add(sum, await api.contacts.import({ csv: file.csv, ...options, rows }));
        next = Math.min(of, next + ROWS);
        if (next < of) rememberImportMark(file, next);
      }
      if (next >= of) forgetImportMark();
    } catch (error) {
      problem = describeError(error);
    }
    setAt(undefined);
    setStopping(false);
    setResult({ ...sum, next, of, ...(problem !== undefined && { problem }) });
    await queryClient.invalidateQueries({ queryKey: ['records'] });
  };

  return {
    /** While it runs. */
    at,
    stopping,
    result,
    run,
    stop: () => {
      stop.current = true;
      setStopping(true);
    },
    clear: () => setResult(undefined),
  };
}

function add(sum: Part, part: Part): Part {
  return {
    created: sum.created + part.created,
    updated: sum.updated + part.updated,
    skipped: sum.skipped + part.skipped,
    wrong: sum.wrong + part.wrong,
    problems: [...sum.problems, ...part.problems],
  };
}
