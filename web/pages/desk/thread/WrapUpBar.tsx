import { Button } from '@mantine/core';
import { IconPencilCheck } from '@tabler/icons-react';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { useMe } from '../../../api/session.ts';
import { finish } from '../../../api/work.ts';
import { formatCountdown } from '../../../lib/countdown.ts';
import { useServerNow } from '../../../lib/server-clock.ts';
import { workTexts } from '../../../texts/seat.ts';
import classes from './header.module.css';

/** After the talk: what is left to do, what it blocks, and the way out. */
export function WrapUpBar({ detail, onDone }: { detail: ConversationDetail; onDone: () => void }) {
  const me = useMe();
  const now = useServerNow(1_000);
  const { workItem, wrapUp } = detail;
  if (workItem?.state !== 'wrap_up') return null;
  const untilMs = wrapUp?.until ? Date.parse(wrapUp.until) : null;
  const blocks =
    !wrapUp || (untilMs !== null && untilMs <= now)
      ? workTexts.wrapUpFree
      : untilMs === null
        ? workTexts.wrapUpBlocks(wrapUp.units)
        : workTexts.wrapUpBlocksUntil(wrapUp.units, formatCountdown(untilMs - now));
  return (
    <div className={classes.wrapUp} role="status">
      <IconPencilCheck size={18} aria-hidden />
      <span>
        <strong>{workTexts.wrapUp}</strong> {workItem.assigneeId === me.id && blocks}
      </span>
      <Button size="compact-sm" onClick={() => void finish(detail.id).then((done) => done && onDone())}>
        {workTexts.finish}
      </Button>
    </div>
  );
}
