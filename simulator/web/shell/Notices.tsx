import { CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { currentNotices, dismissNotice, onNotices } from './tell.ts';

/** What was just done, or failed, at the edge of the page. Screen readers hear it elsewhere. */
export function Notices() {
  const notices = useSyncExternalStore(onNotices, currentNotices);
  return (
    <div className="notices">
      {notices.map(({ id, tone, text }) => (
        <div key={id} className="notice" data-tone={tone}>
          <span>{text}</span>
          <CloseButton size="sm" aria-label={shellTexts.close} onClick={() => dismissNotice(id)} />
        </div>
      ))}
    </div>
  );
}
