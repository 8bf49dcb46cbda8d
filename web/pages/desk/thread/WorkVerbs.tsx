import { Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconFlagCheck, IconHandGrab, IconPlayerPlay } from '@tabler/icons-react';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { changeConversation } from '../../../api/actions.ts';
import { useMe } from '../../../api/session.ts';
import { end, putAside, release, take, takeUp } from '../../../api/work.ts';
import { useCommands } from '../../../shell/commands.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { workTexts } from '../../../texts/seat.ts';
import classes from './header.module.css';

interface Props {
  detail: ConversationDetail;
  onDone: () => void;
}

/** What can be done with this work item now; which verbs show follows from its state and whose it is. */
export function useWorkVerbs({ detail, onDone }: Props) {
  const me = useMe();
  const { id, workItem } = detail;
  const state = workItem?.state ?? 'closed';
  const mine = workItem?.assigneeId === me.id;
  const active = state === 'active' && workItem?.assigneeId != null;
  const away = (work: Promise<boolean>) => void work.then((done) => done && onDone());
  return {
    take: workItem?.assigneeId == null && state !== 'closed' ? () => void take(id) : undefined,
    end: active && mine ? () => void end(id) : undefined,
    putAside: active && mine ? () => away(putAside(id)) : undefined,
    release: active && mine ? () => away(release(id)) : undefined,
    takeUp: state === 'waiting' && mine ? () => void takeUp(id) : undefined,
    toMe: () => {
      if (workItem?.assigneeId == null && state !== 'closed') void take(id);
      else void changeConversation(id, { assigneeId: me.id }, deskTexts.done.assigned(me.name));
    },
  };
}

export type WorkVerbs = ReturnType<typeof useWorkVerbs>;

/** The verbs that stand in the head; all of them have keys and stand in the palette. */
export function WorkButtons({
  verbs,
  closed,
  withBot,
  onClosed,
}: {
  verbs: WorkVerbs;
  closed: boolean;
  /** It is taken from the bot instead of being opened again. */
  withBot: boolean;
  onClosed: () => void;
}) {
  useCommands({
    'conversation.toMe': verbs.toMe,
    ...(verbs.end ? { 'conversation.end': verbs.end } : {}),
    ...(verbs.putAside ? { 'conversation.putAside': verbs.putAside } : {}),
    ...(verbs.release ? { 'conversation.release': verbs.release } : {}),
  });
  return (
    <>
      {verbs.take && (
        <Verb label={workTexts.take} icon={<IconHandGrab size={16} />} onClick={verbs.take} filled />
      )}
      {verbs.takeUp && (
        <Verb label={workTexts.takeUp} icon={<IconPlayerPlay size={16} />} onClick={verbs.takeUp} filled />
      )}
      {verbs.end && (
        <Verb
          label={workTexts.end}
          hint={workTexts.endHint}
          icon={<IconFlagCheck size={16} />}
          onClick={verbs.end}
        />
      )}
      {!withBot && (
        <Verb
          label={closed ? deskTexts.reopen : deskTexts.closeIt}
          hint={closed ? deskTexts.reopenHint : deskTexts.closeHint}
          icon={closed ? <IconArrowBackUp size={16} /> : <IconCheck size={16} />}
          onClick={onClosed}
          light={!closed}
        />
      )}
    </>
  );
}

interface VerbProps {
  label: string;
  hint?: string;
  icon: React.ReactNode;
  onClick: () => void;
  filled?: boolean;
  light?: boolean;
}

function Verb({ label, hint, icon, onClick, filled, light }: VerbProps) {
  return (
    <Tooltip label={hint ?? label}>
      <Button
        size="xs"
        variant={filled ? 'filled' : light ? 'light' : 'default'}
        className={classes.verb}
        leftSection={icon}
        onClick={onClick}
        aria-label={label}
      >
        <span className={classes.verbWord}>{label}</span>
      </Button>
    </Tooltip>
  );
}
