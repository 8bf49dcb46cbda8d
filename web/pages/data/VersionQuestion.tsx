import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';

export interface VersionAsked {
  readonly what: 'revert' | 'delete';
  readonly version: DatasetVersion;
}

/** What everybody reads changes at once: asked before. */
export function VersionQuestion(props: { datasetId: string; asked: VersionAsked; onClose: () => void }) {
  const { datasetId, onClose } = props;
  const { what, version } = props.asked;
  const { number } = version;
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      const made =
        what === 'revert'
          ? await api.datasets.revert({ datasetId, number })
          : await api.datasets.deleteUpdate({ datasetId, number });
      tellDone(texts.reverted(made.number));
    } catch (error) {
      tellProblem(what === 'revert' ? texts.cannotRevert : texts.cannotDelete, error);
    }
    await queryClient.invalidateQueries({ queryKey: ['setup', 'dataset'] });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={what === 'revert' ? texts.revertTitle(number) : texts.deleteTitle(number)}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{what === 'revert' ? texts.revertHint : texts.deleteHint}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {commonTexts.cancel}
        </Button>
        <Button color={what === 'revert' ? undefined : 'red'} loading={busy} onClick={() => void act()}>
          {what === 'revert' ? texts.revert : texts.deleteUpdate}
        </Button>
      </Group>
    </Modal>
  );
}
