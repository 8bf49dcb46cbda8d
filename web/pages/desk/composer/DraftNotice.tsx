import { Button } from '@mantine/core';
import { composerTexts } from '../../../texts/composer.ts';
import type { DraftConflict } from './use-draft.ts';
import classes from './composer.module.css';

/** Two tabs wrote the same draft: the person decides. */
export function DraftNotice({
  conflict,
  onResolve,
}: {
  conflict: DraftConflict | undefined;
  onResolve: (choice: 'mine' | 'theirs') => void;
}) {
  if (!conflict) return null;
  return (
    <div className={classes.conflict} role="alert">
      <strong>{composerTexts.conflictTitle}</strong>
      <blockquote dir="auto">{conflict.theirs.text.slice(0, 300)}</blockquote>
      <Button size="compact-xs" onClick={() => onResolve('mine')}>
        {composerTexts.conflictMine}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => onResolve('theirs')}>
        {composerTexts.conflictTheirs}
      </Button>
    </div>
  );
}
