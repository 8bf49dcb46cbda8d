import { Alert, Button, Stack } from '@mantine/core';
import type { XApp } from '../../../contract/api/index.ts';
import { CopyField } from '../../../ui/index.ts';
import { connectTexts } from '../../texts/connect.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import settings from '../settings/settings.module.css';

const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };

/** The addresses that X must know, to copy. */
export function AddressesStep({ app, onNext }: { app: XApp; onNext: () => void }) {
  return (
    <>
      <p className={settings.lead}>{connectTexts.addressesLead}</p>
      <Stack gap="sm" maw={560}>
        <CopyField label={connectTexts.callback} value={app.callbackUrl} {...copy} />
        {app.clientId && <CopyField label={connectTexts.callback2} value={app.oauth2CallbackUrl} {...copy} />}
        <CopyField
          label={connectTexts.webhook}
          value={app.webhookUrl}
          description={connectTexts.webhookHint}
          {...copy}
        />
        {!app.webhookUsable && <Alert color="yellow">{connectTexts.webhookUnusable}</Alert>}
        <Button onClick={onNext} style={{ alignSelf: 'flex-start' }}>
          {connectTexts.addressesDone}
        </Button>
      </Stack>
    </>
  );
}
