import { useQuery } from '@tanstack/react-query';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { formatDayAndTime, Later } from '../../../../ui/index.ts';
import { workItemsQuery } from '../../../api/queries.ts';
import { useMembers } from '../../../lib/members.ts';
import { describeError } from '../../../shell/tell.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { stateNames } from '../../../texts/desk.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import classes from './context.module.css';

/** Earlier stretches of service on this conversation. */
export function EarlierSection({ detail }: { detail: ConversationDetail }) {
  const query = useQuery(workItemsQuery(detail.id));
  const { nameOf } = useMembers();
  if (query.isError) return <p className={classes.dim}>{describeError(query.error)}</p>;
  if (!query.data) return <Later>{commonTexts.loading}</Later>;
  const earlier = query.data.workItems.filter((item) => item.id !== detail.workItem?.id);
  if (earlier.length === 0) return <p className={classes.dim}>{customerTexts.noEarlier}</p>;
  return (
    <ol className={classes.earlier}>
      {earlier.map((item) => (
        <li key={item.id}>
          <strong>#{item.number}</strong> {stateNames[item.state]}
          {item.assigneeId && ` · ${nameOf(item.assigneeId)}`}
          <p>
            {formatDayAndTime(item.openedAt)}
            {item.closedAt && ` – ${formatDayAndTime(item.closedAt)}`}
          </p>
          {item.tags.length > 0 && <p dir="auto">{item.tags.join(', ')}</p>}
        </li>
      ))}
    </ol>
  );
}
