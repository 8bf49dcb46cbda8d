import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import type { MailEntry } from '../../../../contract/api/index.ts';
import { formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { mailEntryQuery } from '../../../api/mail.ts';
import { refreshSetup } from '../../../api/setup.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { mailTexts as texts } from '../../../texts/mail.ts';
import settings from '../settings.module.css';
import webhooks from '../webhooks/webhooks.module.css';

/** One mail: each try, or what came in as it was written. */
export function MailEntryDrawer({ entry, onClose }: { entry: MailEntry; onClose: () => void }) {
  const query = useQuery(mailEntryQuery(entry));
  const [busy, setBusy] = useState(false);
  const mail = query.data;
  const again = async () => {
    setBusy(true);
    try {
      await api.mail.again({ id: entry.id });
      tellDone(texts.againDone);
      await refreshSetup();
      onClose();
    } catch (error) {
      tellProblem(texts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      title={entry.subject || texts.noSubject}
      position="right"
      size="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.isError && !mail && <PageProblemOf query={query} />}
      {mail && (
        <>
          <p className={settings.lead}>
            {texts.entryStates[mail.state]} · {formatDayAndTime(mail.at)}
            {mail.addresses.length > 0 && ` · ${mail.addresses.join(', ')}`}
          </p>
          {mail.reason && <p className={webhooks.notice}>{mail.reason}</p>}
          {mail.conversationId && (
            <p>
              <Link
                to="/inbox/$view/$conversationId"
                params={{ view: 'all', conversationId: mail.conversationId }}
              >
                {texts.conversation}
              </Link>
            </p>
          )}
          {mail.direction === 'out' ? (
            <>
              <h3>{texts.attempts}</h3>
              {mail.attempts.length === 0 && <p className={settings.dim}>{texts.noAttempt}</p>}
              <ul className={webhooks.attempts}>
                {mail.attempts.map(({ at, tookMs, error }) => (
                  <li key={at}>
                    <strong>{error ?? texts.fine}</strong>{' '}
                    <span className={settings.dim}>
                      {formatDayAndTime(at)} · {texts.tookMs(tookMs)}
                    </span>
                  </li>
                ))}
              </ul>
              {mail.state === 'dead' && (
                <Button mt="md" loading={busy} onClick={() => void again()}>
                  {texts.again}
                </Button>
              )}
            </>
          ) : (
            <>
              {mail.state === 'taken' && mail.taken !== null && (
                <Words title={texts.taken} text={mail.taken} />
              )}
              {mail.original === null ? (
                <p className={settings.dim}>{texts.hidden}</p>
              ) : (
                <Words title={texts.original} text={mail.original} />
              )}
            </>
          )}
        </>
      )}
    </Drawer>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h3>{title}</h3>
      <section className={webhooks.code} tabIndex={0} aria-label={title} dir="auto">
        {text || '–'}
      </section>
    </>
  );
}
