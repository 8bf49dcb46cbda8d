import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ProblemState } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { describeError } from './tell.ts';

/** A page that could not be loaded or drawn; the rest of the program goes on. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ProblemState
      title={commonTexts.cannotLoad}
      message={describeError(error)}
      retryLabel={commonTexts.retry}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
