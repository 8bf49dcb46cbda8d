import { IconMapQuestion } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { EmptyState, ProblemState } from '../../../ui/index.ts';
import { shellTexts } from '../texts/shell.ts';
import { To } from './routing.tsx';
import { describe } from './tell.ts';

/** Stands where a page failed. */
export function PageProblem({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <ProblemState
      title={shellTexts.cannotLoad}
      message={describe(error)}
      retryLabel={shellTexts.again}
      onRetry={() => void router.invalidate()}
    />
  );
}

/** An address that no page has. */
export function NoPage() {
  return (
    <EmptyState icon={<IconMapQuestion size={32} />} title={shellTexts.noPage}>
      <p>{shellTexts.noPageHelp}</p>
      <To to="/">{shellTexts.pages.messages}</To>
    </EmptyState>
  );
}
