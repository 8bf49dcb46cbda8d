import { Button } from '@mantine/core';
import { IconRobot, IconRobotOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationControl } from '../../../../contract/api/index.ts';
import { formatWhen, useNow } from '../../../../ui/index.ts';
import { controlQuery, takeOver } from '../../../api/control.ts';
import { useMay } from '../../../api/session.ts';
import { useCommands } from '../../../shell/commands.ts';
import { controlTexts as texts } from '../../../texts/control.ts';
import classes from './header.module.css';

/** Which bot has the conversation, or gave it to the desk and with what; and the way to take it. */
export function ControlBar({ conversationId }: { conversationId: string }) {
  const { data } = useQuery(controlQuery(conversationId));
  if (!data) return null;
  return (
    <>
      {data.program && <WithProgram conversationId={conversationId} control={data} />}
      {data.handedOver && <HandedOver handover={data.handedOver} offered={data.offered} />}
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
  const { program, waitingSince, stopped } = control;
  const take = async () => {
    setBusy(true);
    await takeOver(conversationId);
    setBusy(false);
  };
  const canTake = may('conversations.answer');
  // Whoever makes it theirs by the key means the same.
  useCommands(canTake ? { 'conversation.toMe': () => void take() } : {});
  if (!program) return null;
  return (
    <div className={classes.control}>
      <IconRobot size={18} aria-hidden />
      <div role="status">
        <strong>{texts.with(program.name)}.</strong>{' '}
        {waitingSince ? texts.waits(formatWhen(waitingSince, now)) : !stopped && texts.answered}
        {program.trouble && <> {texts.trouble(program.trouble)}</>}
      </div>
      {canTake && (
        <Button size="compact-sm" loading={busy} onClick={() => void take()}>
          {texts.takeOver}
        </Button>
      )}
    </div>
  );
}

interface HandedOverProps {
  handover: NonNullable<ConversationControl['handedOver']>;
  /** It asks only; whoever takes the work accepts. */
  offered: boolean;
}

function HandedOver({ handover, offered }: HandedOverProps) {
  const now = useNow(15_000);
  const said = Object.entries(handover.metadata);
  return (
    <div className={classes.control}>
      <IconRobot size={18} aria-hidden />
      <div>
        <strong>{offered ? texts.offered(handover.from) : texts.handedOver(handover.from)}</strong>{' '}
        <time dateTime={handover.at}>{formatWhen(handover.at, now)}</time>
        {said.length > 0 && (
          // It scrolls where there is much of it, so the keyboard must get there.
          <div className={classes.said} role="group" aria-label={texts.knows} tabIndex={0}>
            <dl>
              {said.map(([name, value]) => (
                <div key={name}>
                  <dt dir="auto">{name}</dt>
                  <dd dir="auto">{String(value)}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </div>
    </div>
  );
}
