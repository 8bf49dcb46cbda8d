import { Button } from '@mantine/core';
import { IconRobot, IconRobotOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationControl } from '../../../../contract/api/index.ts';
import { formatWhen, useNow } from '../../../../ui/index.ts';
import { controlQuery, takeOver } from '../../../api/control.ts';
import { useMay } from '../../../api/session.ts';
import { controlTexts as texts } from '../../../texts/control.ts';
import classes from './header.module.css';

/** Which bot has the conversation, or gave it to the desk and with what; and the way to take it. */
export function ControlBar({ conversationId }: { conversationId: string }) {
  const { data } = useQuery(controlQuery(conversationId));
  if (!data) return null;
  return (
    <>
      {data.program && <WithProgram conversationId={conversationId} control={data} />}
      {data.handedOver && <HandedOver handover={data.handedOver} />}
      {data.stopped && (
        <div className={classes.wrapUp} role="status">
          <IconRobotOff size={18} aria-hidden />
          <span>
            <strong>{texts.stopped(data.stopped.name)}</strong> {texts.stoppedWhy(data.stopped.why)}
          </span>
        </div>
      )}
    </>
  );
}

function WithProgram({ conversationId, control }: { conversationId: string; control: ConversationControl }) {
  const may = useMay();
  const now = useNow(15_000);
  const [busy, setBusy] = useState(false);
  const { program, waitingSince } = control;
  if (!program) return null;
  const take = async () => {
    setBusy(true);
    await takeOver(conversationId);
    setBusy(false);
  };
  return (
    <div className={classes.control} role="status">
      <IconRobot size={18} aria-hidden />
      <span>
        <strong>{texts.with(program.name)}.</strong>{' '}
        {waitingSince ? texts.waits(formatWhen(waitingSince, now)) : texts.answered}
        {program.trouble && <> {texts.trouble(program.trouble)}</>}
      </span>
      {may('conversations.answer') && (
        <Button size="compact-sm" loading={busy} onClick={() => void take()}>
          {texts.takeOver}
        </Button>
      )}
    </div>
  );
}

function HandedOver({ handover }: { handover: NonNullable<ConversationControl['handedOver']> }) {
  const now = useNow(15_000);
  const said = Object.entries(handover.metadata);
  return (
    <div className={classes.control}>
      <IconRobot size={18} aria-hidden />
      <span>
        <strong>{texts.handedOver(handover.from)}</strong>{' '}
        <time dateTime={handover.at}>{formatWhen(handover.at, now)}</time>
        {said.length > 0 && (
          <dl className={classes.said}>
            {said.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd dir="auto">{String(value)}</dd>
              </div>
            ))}
          </dl>
        )}
      </span>
    </div>
  );
}
