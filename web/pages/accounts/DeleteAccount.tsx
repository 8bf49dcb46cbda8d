import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccountDetail } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { refreshAccounts } from '../../api/accounts.ts';
import { describeError, tellDone } from '../../shell/tell.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './accounts.module.css';

interface Props {
  account: AccountDetail;
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks before an account is deleted, and says what stops. Mounted while it is open. */
export function DeleteAccount({ account, onDeleted, onClose }: Props) {
  const { id, name, handle, reports, datasets } = account;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const act = async () => {
    setBusy(true);
    try {
      await api.accounts.remove({ id });
      tellDone(texts.removed(name));
      onDeleted();
      await refreshAccounts();
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.removeTitle(name)}
      centered
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{texts.removeHint}</Text>
      {(handle || datasets > 0) && (
        <>
          <Text size="sm" mt="sm" fw={600}>
            {texts.removeStops}
          </Text>
          <ul>
            {handle && <li>{texts.removeHandle(handle.name)}</li>}
            {reports.map((report) => (
              <li key={report.id} dir="auto">
                {texts.removeReport(report.datasetName)}
              </li>
            ))}
            {datasets > reports.length && <li>{texts.removeMore(datasets - reports.length)}</li>}
          </ul>
        </>
      )}
      {problem && (
        <p className={classes.notice} data-bad role="alert">
          {problem}
        </p>
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {commonTexts.cancel}
        </Button>
        <Button color="red" loading={busy} onClick={() => void act()}>
          {texts.removeIt}
        </Button>
      </Group>
    </Modal>
  );
}
