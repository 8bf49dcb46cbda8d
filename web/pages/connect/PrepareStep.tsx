import { Alert, Badge, Button, Checkbox, Stack } from '@mantine/core';
import { IconFeather } from '@tabler/icons-react';
import { useState } from 'react';
import type { XApp } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { useSession } from '../../api/session.ts';
import { tellProblem } from '../../shell/tell.ts';
import { connectTexts } from '../../texts/connect.ts';
import settings from '../settings/settings.module.css';

/** What one needs, as a checklist; or the short way with the local X. */
export function PrepareStep({ onNext, onLocal }: { onNext: () => void; onLocal: (app: XApp) => void }) {
  const { localXUrl } = useSession();
  const [busy, setBusy] = useState(false);
  const connectLocal = async () => {
    setBusy(true);
    try {
      onLocal(await api.xApps.createLocal({}));
    } catch (error) {
      tellProblem(connectTexts.demoFailed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {localXUrl && (
        <Alert icon={<IconFeather />} title={connectTexts.demoTitle} mb="lg">
          <p style={{ margin: '0 0 12px' }}>{connectTexts.demoHint}</p>
          <Button size="xs" loading={busy} onClick={() => void connectLocal()}>
            {connectTexts.demoDo}
          </Button>
        </Alert>
      )}
      <p className={settings.lead}>{connectTexts.prepareLead}</p>
      <Stack gap="sm" mb="lg">
        {connectTexts.prerequisites.map((each) => (
          <Checkbox
            key={each.id}
            label={
              <>
                {each.text}{' '}
                {each.live && (
                  <Badge size="xs" variant="light" tt="none">
                    {connectTexts.checkedLive}
                  </Badge>
                )}
              </>
            }
          />
        ))}
      </Stack>
      <Button onClick={onNext}>{connectTexts.start}</Button>
    </>
  );
}
