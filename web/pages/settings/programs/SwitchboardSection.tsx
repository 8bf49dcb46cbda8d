import { Badge, Switch } from '@mantine/core';
import { IconRobotOff, IconSwitch3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProgramSwitchboard } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { programSwitchboardQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { controlTexts as texts } from '../../../texts/control.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import classes from './programs.module.css';

/** Who of programs and the desk answers first, what each has, and which were stopped. */
export function SwitchboardSection() {
  const query = useQuery(programSwitchboardQuery);
  const { data } = query;
  return (
    <section aria-label={texts.board}>
      <div className={classes.head}>
        <div>
          <h3>{texts.board}</h3>
          <p>{texts.boardLead}</p>
        </div>
      </div>
      {query.isError && !data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {data && !data.switchboard && (
        <EmptyState icon={<IconSwitch3 size={28} />} title={texts.boardNone}>
          {texts.boardNoneHint}
        </EmptyState>
      )}
      {data?.switchboard && <Board board={data.switchboard} />}
      {data && data.stopped.length > 0 && (
        <>
          <div className={classes.head}>
            <div>
              <h4>{texts.stoppedTitle}</h4>
              <p>{texts.stoppedLead}</p>
            </div>
          </div>
          <ul className={classes.seats}>
            {data.stopped.map((one) => (
              <li key={one.conversationId}>
                <IconRobotOff size={16} aria-hidden />
                <span className={classes.fact}>
                  {one.name}: {texts.stoppedReasons[one.why]} · <RelativeTime at={one.at} />
                </span>
                <Link
                  to="/inbox/$view/$conversationId"
                  params={{ view: 'all', conversationId: one.conversationId }}
                >
                  {texts.openIt}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Board({ board }: { board: ProgramSwitchboard }) {
  const [busy, setBusy] = useState(false);
  const change = async (deskWhenDeaf: boolean) => {
    setBusy(true);
    try {
      const answer = await api.programSwitchboard.update({ deskWhenDeaf });
      queryClient.setQueryData(programSwitchboardQuery.queryKey, answer);
      tellDone(texts.saved);
    } catch (error) {
      tellProblem(texts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {!board.enabled && <p className={classes.said}>{texts.boardOff}</p>}
      {board.enabled && !board.seats.some((seat) => seat.isDesk) && (
        <p className={classes.said}>{texts.boardWithoutDesk}</p>
      )}
      <ul className={classes.seats}>
        {board.seats.map((seat) => (
          <li key={seat.id}>
            <strong>{seat.name}</strong>
            {seat.isDesk && <Badge variant="light">{texts.desk}</Badge>}
            {seat.isFirst && <Badge variant="light">{texts.first}</Badge>}
            {!seat.isDesk && (
              <span className={classes.fact}>
                {texts.has(seat.conversations)}
                {seat.trouble && <> · {texts.trouble(seat.trouble)}</>}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Switch
        checked={board.deskWhenDeaf}
        disabled={busy}
        onChange={(event) => void change(event.currentTarget.checked)}
        label={texts.whenDeaf}
        description={texts.whenDeafHint}
      />
    </>
  );
}
