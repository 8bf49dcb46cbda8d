import { useQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '../../../../contract/api/index.ts';
import { formatDayAndTime, Later } from '../../../../ui/index.ts';
import { timelineQuery } from '../../../api/records.ts';
import { useMembers } from '../../../lib/members.ts';
import { describeError } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { recordTexts } from '../../../texts/records.ts';
import classes from './context.module.css';

/** Conversations, cases and notes of the customer and their contact, newest first. */
export function TimelineSection({ customerId }: { customerId: string }) {
  const query = useQuery(timelineQuery('customer', customerId));
  const { nameOf } = useMembers();
  if (query.isError) return <p className={classes.dim}>{describeError(query.error)}</p>;
  if (!query.data) return <Later>{commonTexts.loading}</Later>;
  if (query.data.entries.length === 0) return <p className={classes.dim}>{recordTexts.noTimeline}</p>;
  return (
    <ul className={classes.earlier}>
      {query.data.entries.map((entry) => (
        <li key={`${entry.kind}-${entry.id}`}>
          <strong>{nameEntry(entry)}</strong> {entry.title && <span dir="auto">{entry.title}</span>}
          {entry.text && <div dir="auto">{entry.text}</div>}
          <p>
            {formatDayAndTime(entry.at)}
            {entry.authorId && ` · ${nameOf(entry.authorId)}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function nameEntry({ kind, number }: TimelineEntry): string {
  if (kind === 'case') return recordTexts.timelineCase(number ?? 0);
  if (kind === 'conversation') return recordTexts.timelineConversation(number ?? 0);
  return recordTexts.timelineNote;
}
