import { IconEar, IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import type { ConversationDetail, Media } from '../../../../contract/api/index.ts';
import { formatClock, formatDayAndTime, formatExact } from '../../../../ui/index.ts';
import { useMe } from '../../../api/session.ts';
import { dayName } from '../../../lib/day-name.ts';
import type { ThreadItem } from '../../../lib/thread-items.ts';
import { authorOf, nameCustomer } from '../../../lib/names.ts';
import { wordMembersLine } from '../../../texts/groups.ts';
import { mentionTexts } from '../../../texts/mentions.ts';
import { threadTexts, wordSystemLine } from '../../../texts/thread.ts';
import { Bubble } from './Bubble.tsx';
import { EncryptedEntry } from './EncryptedEntry.tsx';
import { NoteText } from './NoteText.tsx';
import classes from './thread.module.css';

interface Props {
  item: ThreadItem;
  detail: ConversationDetail;
  nameOf: (id: string) => string;
  found: boolean;
  onMedia: (media: Media) => void;
}

/** One entry with what stands above it: the day, the mark of what is new. */
export const ThreadEntry = memo(function ThreadEntry({ item, detail, nameOf, found, onMedia }: Props) {
  const { entry } = item;
  return (
    <div className={classes.entry} data-found={found || undefined} data-gap={item.startsGroup || undefined}>
      {item.startsDay && (
        <div className={classes.day} role="separator">
          <span>{dayName(entry.at)}</span>
        </div>
      )}
      {item.startsUnread && (
        <div className={classes.unread} role="separator">
          <span>{threadTexts.unreadFrom}</span>
        </div>
      )}
      <Body item={item} detail={detail} nameOf={nameOf} onMedia={onMedia} />
    </div>
  );
});

function Body({ item, detail, nameOf, onMedia }: Omit<Props, 'found'>) {
  const me = useMe();
  const { entry } = item;
  const { whisperTo } = entry.content;
  switch (entry.kind) {
    case 'system': {
      const { what, facts } = entry.content.system ?? { what: entry.text, facts: {} };
      return (
        <p className={classes.system}>
          {wordMembersLine(what, facts, (id) => nameCustomer(authorOf(detail, id)), nameOf, entry.authorId) ??
            wordSystemLine(what, facts, entry.authorId, nameOf, formatDayAndTime)}
          <time dateTime={entry.at} title={formatExact(entry.at)}>
            {formatClock(entry.at)}
          </time>
        </p>
      );
    }
    case 'note':
      return (
        <article className={classes.note} aria-label={threadTexts.note}>
          <p className={classes.noteHead}>
            {whisperTo ? <IconEar size={13} aria-hidden /> : <IconLock size={13} aria-hidden />}
            <strong>{entry.authorId ? nameOf(entry.authorId) : threadTexts.note}</strong>
            {whisperTo && <strong>{mentionTexts.whisper}</strong>}
            <span>{whisperTo ? mentionTexts.whisperHint(nameOf(whisperTo)) : threadTexts.noteHint}</span>
            <time dateTime={entry.at} title={formatExact(entry.at)}>
              {formatClock(entry.at)}
            </time>
          </p>
          <NoteText entry={entry} me={me.id} nameOf={nameOf} />
        </article>
      );
    case 'encrypted':
      return <EncryptedEntry entry={entry} />;
    case 'message':
      return <Bubble item={item} detail={detail} nameOf={nameOf} onMedia={onMedia} />;
  }
}
