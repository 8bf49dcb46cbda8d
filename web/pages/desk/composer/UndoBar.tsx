import { IconSend2 } from '@tabler/icons-react';
import { useNow } from '../../../../ui/index.ts';
import { undoSend, useLeaving } from '../../../api/outgoing.ts';
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
      <span dir="auto">{threadTexts.undoSend(item.customerName, seconds)}</span>
      <button type="button" className={classes.undoVerb} onClick={() => void undoSend(item)}>
        {threadTexts.undo} <kbd>Z</kbd>
      </button>
    </div>
  );
}
