import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { partTexts } from '../../../texts/settings-parts.ts';

/** Asks before what was changed is lost by leaving the page or closing the window. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <LeaveQuestion
      opened={blocker.status === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}

export function LeaveQuestion(props: { opened: boolean; onStay: () => void; onLeave: () => void }) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onStay}
      title={partTexts.changedTitle}
      centered
      zIndex={400}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': partTexts.stay }}
    >
      <Text size="sm">{partTexts.changedHint}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={props.onStay} data-autofocus>
          {partTexts.stay}
        </Button>
        <Button color="red" onClick={props.onLeave}>
          {partTexts.leave}
        </Button>
      </Group>
    </Modal>
  );
}
