import { useQueries } from '@tanstack/react-query';
import { useThrottledValue } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { datasetRowsQuery } from '../../api/datasets.ts';
import type { Row, Sorting } from './RowGrid.tsx';

/** Rows that are fetched together. */
const BLOCK = 100;
/** While somebody draws the bar, rows of only some places are asked for. */
const EVERY_MS = 60;

export interface RowsAsked {
  readonly datasetId: string;
  readonly version: number;
  readonly q: string;
  readonly sorting: Sorting | undefined;
}

/** The rows of one version that are seen, and those beside them. A version never changes: what came once is kept. */
export function useRows({ datasetId, version, q, sorting }: RowsAsked) {
  const [seen, setSeen] = useState({ from: 0, to: 1 });
  const onSeen = useCallback(
    (from: number, to: number) =>
      setSeen((now) => (now.from === from && now.to === to ? now : { from, to: Math.max(to, from + 1) })),
    [],
  );
  const first = useThrottledValue(Math.floor(seen.from / BLOCK), EVERY_MS);
  const last = useThrottledValue(Math.floor((seen.to - 1) / BLOCK), EVERY_MS);
  // The beginning tells how many there are, and how wide.
  const blocks = [
    ...new Set([0, ...Array.from({ length: Math.min(6, last - first + 1) }, (_, n) => first + n)]),
  ];
  const answers = useQueries({
    queries: blocks.map((block) =>
      datasetRowsQuery(datasetId, {
        version,
        offset: block * BLOCK,
        limit: BLOCK,
        ...(q && { q }),
        ...(sorting && { sort: sorting.column, down: sorting.down }),
      }),
    ),
  });
  const byBlock = new Map(blocks.map((block, at) => [block, answers[at]?.data?.rows] as const));
  const start = answers[0];
  return {
    onSeen,
    /** The first block, whose total is that of all. */
    start: start?.data,
    failed: answers.find(({ isError }) => isError),
    rowAt: (at: number): Row | undefined => byBlock.get(Math.floor(at / BLOCK))?.[at % BLOCK],
  };
}
