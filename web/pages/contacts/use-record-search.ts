import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type RecordSearch, readRecordSearch } from '../../lib/record-search.ts';

const TYPING_MS = 200;

/** What a page of records shows, kept in its address; the words follow a moment after they were typed. */
export function useRecordSearch() {
  const search = readRecordSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const { q = '' } = search;
  const [words, setWords] = useState(q);
  const [settled] = useDebouncedValue(words.trim(), TYPING_MS);
  const change = (part: Partial<Record<keyof RecordSearch, string | undefined>>, replace = false) =>
    void navigate({ to: '.', search: (now: object) => readRecordSearch({ ...now, ...part }), replace });
  useEffect(() => {
    if (settled !== q) change({ q: settled }, true);
    // What is in the address follows the words, not the other way round.
    // oxlint-disable-next-line react/exhaustive-deps -- the address must not bring back words that were typed over
  }, [settled]);
  return {
    words,
    setWords,
    /** What is asked of the server. */
    q: settled,
    status: search.status,
    open: search.open,
    setStatus: (status: string) => change({ status: status || undefined }, true),
    show: (open: string | undefined) => change({ open }),
  };
}
