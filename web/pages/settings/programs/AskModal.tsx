import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';

interface Props {
  title: string;
  hint: string;
  doLabel: string;
  failed: string;
  act: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something ends that works now. */
export function AskModal({ title, hint, doLabel, failed, act, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await act();
      onClose();
    } catch (error) {
      tellProblem(failed, error);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{hint}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {commonTexts.cancel}
        </Button>
        <Button color="red" loading={busy} onClick={() => void go()}>
          {doLabel}
        </Button>
      </Group>
    </Modal>
  );
}
