import type { UseQueryResult } from '@tanstack/react-query';
import { ProblemState } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { describeError } from './tell.ts';

/** What stands where a query failed. */
export function PageProblemOf({ query }: { query: Pick<UseQueryResult, 'error' | 'refetch'> }) {
  return (
    <ProblemState
      title={commonTexts.cannotLoad}
      message={describeError(query.error)}
      retryLabel={commonTexts.retry}
      onRetry={() => void query.refetch()}
    />
  );
}
