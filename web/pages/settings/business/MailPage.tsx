import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import type { MailSystem } from '../../../../contract/api/index.ts';
import { EmptyState, formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { mailQuery } from '../../../api/mail.ts';
import { refreshSetup } from '../../../api/setup.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { mailTexts as texts } from '../../../texts/mail.ts';
import { DeleteGuard } from '../parts/index.ts';
import settings from '../settings.module.css';
import webhooks from '../webhooks/webhooks.module.css';
import { MailForm } from './MailForm.tsx';
import { MailLog } from './MailLog.tsx';
import { MailTest } from './MailTest.tsx';

type Layer = 'edit' | 'test' | 'remove';

/** E-mail as a business system: how it fares, what can be done with it, and its log. */
export function MailPage() {
  usePageTitle(texts.title);
  const query = useQuery(mailQuery);
  const [layer, setLayer] = useState<Layer>();
  const close = () => setLayer(undefined);
  const mail = query.data?.mail;
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.isError && !query.data && <PageProblemOf query={query} />}
      {mail === null && (
        <EmptyState icon={<IconMail size={28} aria-hidden />} title={texts.none}>
          <p>{texts.noneHint}</p>
          <Button onClick={() => setLayer('edit')}>{texts.add}</Button>
        </EmptyState>
      )}
      {mail && (
        <>
          <State mail={mail} onLayer={setLayer} />
          <MailLog />
        </>
      )}
      {query.data && layer === 'edit' && (
        <MailForm mail={query.data.mail} listenerPort={query.data.listenerPort} onClose={close} />
      )}
      {layer === 'test' && <MailTest onClose={close} />}
      {layer === 'remove' && (
        <DeleteGuard
          id="mail"
          name={texts.title}
          hint={texts.removeHint}
          forGood
          remove={() => api.mail.remove()}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </div>
  );
}

const HEALTH = { active: 'healthy', paused: 'down', off: undefined } as const;

function State({ mail, onLayer }: { mail: MailSystem; onLayer: (layer: Layer) => void }) {
  const [busy, setBusy] = useState(false);
  const shown = mail.enabled ? mail.state : 'off';
  const resume = async () => {
    setBusy(true);
    try {
      await api.mail.resume();
      tellDone(texts.resumed);
      await refreshSetup();
    } catch (error) {
      tellProblem(texts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        <span className={settings.health} data-health={HEALTH[shown]}>
          {texts.states[shown]}
        </span>{' '}
        <span style={{ overflowWrap: 'anywhere' }} dir="ltr">
          {[...new Set([...mail.recipients, ...mail.routes.flatMap((one) => one.recipients)])].join(', ')}
        </span>
      </p>
      {shown === 'paused' && (
        <p className={settings.problem} role="status">
          {texts.paused(mail.pauseReason)} {mail.probeAt && texts.nextLook(formatDayAndTime(mail.probeAt))}
        </p>
      )}
      {mail.enabled && mail.inError !== null && (
        <p className={settings.problem} role="status">
          {texts.inError(mail.inError)}
        </p>
      )}
      {mail.enabled && mail.incoming === 'listener' && mail.listenerPort === null && (
        <p className={settings.problem} role="status">
          {texts.noListener}
        </p>
      )}
      {shown === 'active' && mail.lastError !== null && mail.lastErrorAt !== null && (
        <p className={settings.dim}>{texts.lastError(formatDayAndTime(mail.lastErrorAt), mail.lastError)}</p>
      )}
      <dl className={webhooks.numbers}>
        {Object.entries(texts.numbers).map(([name, label]) => (
          <div key={name}>
            <dt>{label}</dt>
            {/* The names are those of the counts. */}
            <dd>{mail.counts[name as keyof MailSystem['counts']].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <div className={settings.verbs}>
        <Button variant="default" onClick={() => onLayer('edit')}>
          {texts.edit}
        </Button>
        <Button variant="default" onClick={() => onLayer('test')}>
          {texts.test}
        </Button>
        {shown === 'paused' && (
          <Button loading={busy} onClick={() => void resume()}>
            {texts.tryNow}
          </Button>
        )}
        <Button variant="subtle" color="red" onClick={() => onLayer('remove')}>
          {texts.remove}
        </Button>
      </div>
    </>
  );
}
