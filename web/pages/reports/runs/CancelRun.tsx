import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReportRun } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshReports } from '../../../api/reports.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { runTexts as texts } from '../../../texts/runs.ts';

/** What was fetched was paid for: asked before it goes. */
export function CancelRun({ run, onClose }: { run: ReportRun; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    try {
      await api.reports.cancel({ id: run.id });
      tellDone(texts.cancelled);
    } catch (error) {
      tellProblem(texts.cannotCancel, error);
    }
    await refreshReports();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.cancelTitle}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{texts.cancelHint}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {texts.keepRunning}
        </Button>
        <Button color="red" loading={busy} onClick={() => void cancel()}>
          {texts.cancel}
        </Button>
      </Group>
    </Modal>
  );
}
