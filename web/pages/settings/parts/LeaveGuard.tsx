import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { partTexts } from '../../../texts/settings-parts.ts';

/** Where it is something else than changes that would be lost. */
interface LeaveWords {
  readonly title: string;
  readonly hint: string;
  readonly stay: string;
  readonly leave: string;
}

const standard: LeaveWords = {
  title: partTexts.changedTitle,
  hint: partTexts.changedHint,
  stay: partTexts.stay,
  leave: partTexts.leave,
};

/** Asks before what was changed is lost by leaving the page or closing the window. */
export function LeaveGuard(props: {
  dirty: boolean;
  words?: LeaveWords;
  /** False: closing or loading the window anew loses nothing. */
  onUnload?: boolean;
}) {
  const { dirty, words, onUnload = true } = props;
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty && onUnload,
    withResolver: true,
  });
  return (
    <LeaveQuestion
      {...(words && { words })}
      opened={blocker.status === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}

export function LeaveQuestion(props: {
  opened: boolean;
  words?: LeaveWords;
  onStay: () => void;
  onLeave: () => void;
}) {
  const words = props.words ?? standard;
  // Mounted while it is open: else the Escape that asks it would be heard by it, too, and close it again.
  if (!props.opened) return null;
  return (
    <Modal
      opened
      onClose={props.onStay}
      title={words.title}
      centered
      zIndex={400}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': words.stay }}
    >
      <Text size="sm">{words.hint}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={props.onStay} data-autofocus>
          {words.stay}
        </Button>
        <Button color="red" onClick={props.onLeave}>
          {words.leave}
        </Button>
      </Group>
    </Modal>
  );
}
