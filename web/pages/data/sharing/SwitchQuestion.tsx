import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { refreshDatasets } from '../../../api/dataset-sharing.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import { commonTexts } from '../../../texts/everywhere.ts';

/** What everybody sees changes at once: asked before. */
export function SwitchQuestion(props: {
  datasetId: string;
  on: boolean;
  /** No policy has people in it. */
  isEmpty: boolean;
  onClose: () => void;
}) {
  const { datasetId, on, onClose } = props;
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      await api.datasetSharing.switchPolicies({ datasetId }, { on });
    } catch (error) {
      tellProblem(texts.cannotChange, error);
    }
    await refreshDatasets();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={on ? texts.turnOnTitle : texts.turnOffTitle}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{on ? texts.turnOnHint : texts.turnOffHint}</Text>
      {on && props.isEmpty && (
        <Text size="sm" mt="sm" fw={600}>
          {texts.turnOnNone}
        </Text>
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {commonTexts.cancel}
        </Button>
        <Button loading={busy} onClick={() => void act()}>
          {on ? texts.turnOn : texts.turnOff}
        </Button>
      </Group>
    </Modal>
  );
}
