import { IconLockSquareRounded } from '@tabler/icons-react';
import type { Entry } from '../../../../contract/api/index.ts';
import { formatClock, formatExact } from '../../../../ui/index.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './thread.module.css';

/** A message that X encrypts end to end: that it is there, and where it can be read. */
export function EncryptedEntry({ entry }: { entry: Entry }) {
  return (
    <div className={classes.line} data-direction={entry.direction}>
      <div className={classes.card}>
        <IconLockSquareRounded size={22} aria-hidden />
        <div>
          <strong>{threadTexts.encryptedTitle}</strong>
          <p>{threadTexts.encryptedHint}</p>
          <a href="https://x.com/messages" target="_blank" rel="noopener noreferrer">
            {threadTexts.openOnX}
          </a>
        </div>
        <time dateTime={entry.at} title={formatExact(entry.at)}>
          {formatClock(entry.at)}
        </time>
      </div>
    </div>
  );
}
