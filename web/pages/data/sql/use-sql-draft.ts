import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { ApiError } from '../../../../client/index.ts';
import { savedQueryQuery } from '../../../api/saved-queries.ts';
import {
  followStored,
  isBehind,
  isUnsaved,
  readDraft,
  type SqlDraft,
  writeDraft,
} from '../../../lib/sql-draft.ts';

const KEPT = 'rookery.sql';

/** What stands on the page, kept by this browser, beside what is stored of the query that is open. */
export function useSqlDraft() {
  const [draft, setDraft] = useState(() => readDraft(localStorage.getItem(KEPT)));
  const set = useCallback((change: (now: SqlDraft) => SqlDraft) => {
    setDraft((now) => {
      const next = change(now);
      keep(next);
      return next;
    });
  }, []);
  const baseId = draft.base?.id ?? '';
  const stored = useQuery({ ...savedQueryQuery(baseId), enabled: baseId !== '' });
  if (stored.data) {
    // What others store shows at once; drawn again with it before anybody sees the old.
    const followed = followStored(draft, stored.data);
    if (followed !== draft) set(() => followed);
  }
  const isGone = baseId !== '' && stored.error instanceof ApiError && stored.error.status === 404;
  return {
    draft,
    set,
    /** As it is stored now, where that is known. */
    stored: isGone ? undefined : stored.data,
    unsaved: isUnsaved(draft) || isGone,
    isGone,
    isBehind: !isGone && stored.data !== undefined && isBehind(draft, stored.data),
  };
}

function keep(draft: SqlDraft): void {
  try {
    localStorage.setItem(KEPT, writeDraft(draft));
  } catch {
    // A browser without room keeps it on the page alone.
  }
}
