import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { XApp } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime } from '../../../ui/index.ts';
import { tellProblem } from '../../shell/tell.ts';
import { connectTexts } from '../../texts/connect.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import settings from '../settings/settings.module.css';

interface Props {
  app: XApp;
  onAccepted: (app: XApp) => void;
  onNext: () => void;
}

/** What leaves the server and where to; accepted once for each app, and logged. */
export function PrivacyStep({ app, onAccepted, onNext }: Props) {
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const accept = async () => {
    setBusy(true);
    try {
      onAccepted(
        await api.xApps.acceptPrivacy({ id: app.id }, { noticeVersion: connectTexts.privacyVersion }),
      );
    } catch (error) {
      tellProblem(connectTexts.cannotAccept, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div style={{ maxWidth: 600 }}>
      <h3 style={{ marginTop: 0 }}>{connectTexts.privacyTitle}</h3>
      <ul style={{ paddingInlineStart: 20 }}>
        {connectTexts.privacy.map((sentence) => (
          <li key={sentence} style={{ marginBottom: 8 }}>
            {sentence}
          </li>
        ))}
      </ul>
      {app.privacyAcceptedAt ? (
        <>
          <p className={settings.dim}>
            {connectTexts.privacyAccepted(formatDayAndTime(app.privacyAcceptedAt))}
          </p>
          <Button onClick={onNext}>{commonTexts.next}</Button>
        </>
      ) : (
        <>
          <Checkbox
            mb="md"
            label={connectTexts.privacyAccept}
            checked={agreed}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
          />
          <Button disabled={!agreed} loading={busy} onClick={() => void accept()}>
            {commonTexts.next}
          </Button>
        </>
      )}
    </div>
  );
}
