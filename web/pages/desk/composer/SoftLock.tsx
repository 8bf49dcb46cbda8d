import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useMembers } from '../../../lib/members.ts';
import { lockTexts } from '../../../texts/seat.ts';
import classes from './composer.module.css';

interface Props {
  /** Who is writing too; nobody: nothing is asked. */
  writer: string | undefined;
  onSend: () => void;
  onWait: () => void;
}

/** The question at the moment of sending: a colleague is writing to the same customer. */
export function SoftLock({ writer, onSend, onWait }: Props) {
  const { nameOf } = useMembers();
  if (!writer) return null;
  return (
    <div className={classes.lock} role="alert">
      <IconUsers size={18} aria-hidden />
      <span>
        <strong>{lockTexts.title(nameOf(writer))}</strong> {lockTexts.hint}
      </span>
      <Button size="compact-sm" variant="default" onClick={onWait}>
        {lockTexts.wait}
      </Button>
      <Button size="compact-sm" onClick={onSend}>
        {lockTexts.send}
      </Button>
    </div>
  );
}
