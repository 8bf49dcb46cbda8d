import type { ReactNode } from 'react';
import { LoadingState, ProblemState } from '../../../ui/index.ts';
import { describe } from '../shell/tell.ts';
import { shellTexts } from '../texts/shell.ts';

/** Loading, refused, empty or there: every list and detail of the console goes through here. */
export function Shown<Data>({
  query,
  empty,
  isEmpty,
  children,
}: {
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown };
  empty?: ReactNode;
  isEmpty?: (data: Data) => boolean;
  children: (data: Data) => ReactNode;
}) {
  // What was shown stays while it cannot be refreshed; the frame says that the local X is away.
  if (query.data !== undefined) return isEmpty?.(query.data) ? empty : children(query.data);
  if (query.error)
    return (
      <ProblemState
        title={shellTexts.cannotLoad}
        message={describe(query.error)}
        retryLabel={shellTexts.again}
        onRetry={() => void query.refetch()}
      />
    );
  return <LoadingState label={shellTexts.loading} />;
}
