import {
  IconAlertTriangle,
  IconClock,
  IconFlag3Filled,
  IconHelpCircle,
  IconRobot,
  IconRobotOff,
  IconRosetteDiscountCheckFilled,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { InboxRow, InboxView } from '../../../../contract/api/index.ts';
import { formatDayAndTime, RelativeTime } from '../../../../ui/index.ts';
import { nameConversation } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { controlTexts } from '../../../texts/control.ts';
import { deskTexts, priorityNames } from '../../../texts/desk.ts';
import { threadTexts } from '../../../texts/thread.ts';
import { showCount } from '../../../lib/unread.ts';
import { useTyping } from '../../../live/transient.ts';
import { SlaMark } from '../state/SlaMark.tsx';
import { shownState, StateChip } from '../state/StateChip.tsx';
import classes from './list.module.css';

interface Props {
  row: InboxRow;
  view: InboxView;
  open: boolean;
  selected: boolean;
  selecting: boolean;
  onSelect: (id: string) => void;
  assigneeName: string | undefined;
}

/** One conversation: two lines, always equally high. Unread is weight; the strip says whose turn it is. */
export const ListRow = memo(function ListRow({
  row,
  view,
  open,
  selected,
  selecting,
  onSelect,
  assigneeName,
}: Props) {
  const name = nameConversation(row);
  const item = row.workItem;
  const typing = useTyping(row.conversationId);
  const turn = item?.state === 'closed' ? 'closed' : item?.waitingSince ? 'ours' : 'theirs';
  const priority = item?.priority === 'high' || item?.priority === 'urgent' ? item.priority : undefined;
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view, conversationId: row.conversationId }}
      className={classes.row}
      data-open={open || undefined}
      data-unread={row.unread || undefined}
      data-turn={turn}
      data-selected={selected || undefined}
      aria-current={open ? 'true' : undefined}
      preload="intent"
      draggable={false}
    >
      <span
        className={classes.pick}
        data-selecting={selecting || undefined}
        onClick={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onSelect(row.conversationId);
        }}
      >
        <input type="checkbox" checked={selected} readOnly tabIndex={-1} aria-label={name} />
        <Face name={name} url={row.group ? null : row.customer.avatarUrl} size={36} />
      </span>
      <span className={classes.lines}>
        <span className={classes.first}>
          <span className={classes.name} dir="auto">
            {name}
          </span>
          {row.group && (
            <IconUsersGroup
              size={14}
              className={classes.dim}
              aria-label={deskTexts.group(row.group.members)}
            />
          )}
          {!row.group && row.customer.verified && (
            <IconRosetteDiscountCheckFilled size={14} className={classes.verified} aria-label="✓" />
          )}
          {priority && (
            <IconFlag3Filled size={12} className={classes.flag} aria-label={priorityNames[priority]} />
          )}
          <span className={classes.gap} />
          {row.unread && <span className="only-heard">{deskTexts.unread}</span>}
          {item && <SlaMark item={item} short />}
          <RelativeTime at={row.lastAt} className={classes.age} />
        </span>
        <span className={classes.second}>
          {row.trouble === 'failed' && (
            <IconAlertTriangle size={14} className={classes.trouble} aria-label={threadTexts.failed} />
          )}
          {row.trouble === 'uncertain' && (
            <IconHelpCircle size={14} className={classes.doubt} aria-label={threadTexts.uncertain} />
          )}
          <span className={classes.preview} dir="auto">
            {typing ? (
              <em>{deskTexts.typing}…</em>
            ) : (
              <>
                {row.previewDirection === 'out' && (
                  <span className={classes.mine}>{deskTexts.youPrefix}</span>
                )}
                {row.withheld && row.preview === '' ? threadTexts.withheldShort : row.preview}
              </>
            )}
          </span>
          {row.unreadCount > 1 && (
            <span className={classes.unreadCount} aria-hidden>
              {showCount(row.unreadCount)}
            </span>
          )}
          {item && ['offered', 'held', 'wrap_up'].includes(shownState(item)) && (
            <StateChip item={item} offerUntil={row.offerExpiresAt} />
          )}
          {row.stopped && (
            <IconRobotOff size={14} className={classes.trouble} aria-label={controlTexts.stoppedShort} />
          )}
          {row.program && (
            <span className={classes.program} title={controlTexts.with(row.program)}>
              <IconRobot size={13} aria-hidden />
              <span className="only-heard">{controlTexts.withBot}</span>
              <span className={classes.programName}>{row.program}</span>
            </span>
          )}
          {item?.snoozedUntil && (
            <IconClock size={13} aria-label={deskTexts.snoozedUntil(formatDayAndTime(item.snoozedUntil))} />
          )}
          {assigneeName && (
            <span className={classes.assignee} title={deskTexts.assignedTo(assigneeName)}>
              <Face name={assigneeName} size={18} />
              <span className="only-heard">{deskTexts.assignedTo(assigneeName)}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  );
});
