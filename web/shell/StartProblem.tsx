import { ProblemState, UiProvider } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { describeError } from './tell.ts';

/** The server did not answer before the first screen. */
export function StartProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <UiProvider>
      <ProblemState
        title={commonTexts.cannotLoad}
        message={describeError(error)}
        retryLabel={commonTexts.retry}
        onRetry={onRetry}
      />
    </UiProvider>
  );
}
