import { Button, Kbd } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useNow } from '../../../../ui/index.ts';
import { undoSend, useLeaving } from '../../../api/outgoing.ts';
import { composerTexts } from '../../../texts/composer.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './composer.module.css';

/** Seconds in which a sent answer can still be taken back. */
export function UndoBar() {
  const leaving = useLeaving();
  const now = useNow(250);
  const item = leaving.at(-1);
  if (!item?.entry.sendsAt) return null;
  const seconds = Math.max(0, Math.ceil((Date.parse(item.entry.sendsAt) - now) / 1_000));
  return (
    <div className={classes.undo} role="status">
      <IconSend2 size={15} aria-hidden />
      <span>
        {threadTexts.undoSend(seconds)} · {composerTexts.sendTo(item.customerName)}
      </span>
      <Button
        size="compact-sm"
        variant="white"
        onClick={() => void undoSend(item)}
        rightSection={<Kbd size="xs">Z</Kbd>}
      >
        {threadTexts.undo}
      </Button>
    </div>
  );
}
