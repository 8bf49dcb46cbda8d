import { Button } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { useMay, useMe } from '../../../api/session.ts';
import { formatCountdown } from '../../../lib/countdown.ts';
import { useMembers } from '../../../lib/members.ts';
import { useServerNow } from '../../../lib/server-clock.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { teamTexts } from '../../../texts/team.ts';
import classes from './header.module.css';

/** A colleague is asked to take the conversation over: who, how long there is, and the way back. */
export function HandoverBar({ detail }: { detail: ConversationDetail }) {
  const me = useMe();
  const may = useMay();
  const { nameOf } = useMembers();
  const now = useServerNow(1_000);
  const [busy, setBusy] = useState(false);
  const { id, workItem, offerExpiresAt } = detail;
  if (!workItem || workItem.assigneeId === null || workItem.offeredTo === null) return null;
  if (workItem.offeredTo === me.id) return null;
  const takeBack = async () => {
    setBusy(true);
    try {
      await api.teamwork.takeBack({ id });
      tellDone(teamTexts.takenBack);
    } catch (error) {
      tellProblem(teamTexts.failed, error);
    } finally {
      setBusy(false);
      void queryClient.invalidateQueries({ queryKey: ['conversation', id] });
    }
  };
  const canTakeBack = workItem.assigneeId === me.id || may('board.transfer');
  return (
    <div className={classes.wrapUp}>
      <IconArrowForwardUp size={18} aria-hidden />
      <span>
        <strong>{teamTexts.pending(nameOf(workItem.offeredTo))}</strong>{' '}
        {offerExpiresAt && teamTexts.pendingLeft(formatCountdown(Date.parse(offerExpiresAt) - now))}
      </span>
      {canTakeBack && (
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void takeBack()}>
          {teamTexts.takeBack}
        </Button>
      )}
    </div>
  );
}
