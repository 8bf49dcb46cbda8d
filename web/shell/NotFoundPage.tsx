import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { usePageTitle } from './use-page-title.ts';

export function NotFoundPage() {
  usePageTitle(commonTexts.notFoundTitle);
  return (
    <main>
      <EmptyState title={commonTexts.notFoundTitle}>
        <p>{commonTexts.notFoundHint}</p>
        <Button component={Link} to="/" variant="default" size="xs">
          {commonTexts.toInbox}
        </Button>
      </EmptyState>
    </main>
  );
}
