import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { ControlApp, ControlAppChanges, ControlToken } from '../../../contract/control/apps.ts';
import { changeApp } from '../api/apps.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Detail, Section } from '../parts/Page.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Secret } from '../parts/Secret.tsx';
import { useAct } from '../parts/use-act.ts';
import { appTexts as texts } from '../texts/apps.ts';
import { AppForm } from './AppForm.tsx';
import { Connect } from './Connect.tsx';
import { IssueToken } from './IssueToken.tsx';
import { TokenList } from './TokenList.tsx';

const SECRET_CHARACTERS = 50;

/** A secret of X's form: letters and digits. */
const makeSecret = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(SECRET_CHARACTERS)), (byte) =>
    (byte % 36).toString(36),
  ).join('');

/** One app: keys, tokens, how to connect, settings. */
export function AppDetail({ app }: { app: ControlApp }) {
  const [lastToken, setLastToken] = useState<ControlToken | null>(null);
  const save = useAct({
    run: (changes: ControlAppChanges) => changeApp(app.id, changes),
    done: texts.changed,
    refresh: ['apps'],
    isSilent: true,
  });
  const renew = useAct({
    run: () => changeApp(app.id, { consumerSecret: makeSecret() }),
    done: texts.renewed,
    refresh: ['apps'],
  });
  return (
    <Detail
      title={<bdi>{app.name}</bdi>}
      close="/console/apps"
      actions={app.suspended && <Tag tone="bad">{texts.suspended}</Tag>}
    >
      <Section
        title={texts.keys}
        lead={texts.keysLead}
        actions={
          <ConfirmButton
            size="compact-sm"
            leftSection={<IconRefresh size={14} />}
            question={texts.renewQuestion}
            harm={texts.renewHarm}
            verb={texts.renew}
            onConfirm={() => renew.mutate()}
          >
            {texts.renew}
          </ConfirmButton>
        }
      >
        <Secret label={texts.consumerKey} value={app.consumerKey} isHidden={false} />
        <Secret label={texts.consumerSecret} value={app.consumerSecret} />
        <Secret label={texts.clientId} value={app.clientId} isHidden={false} />
        {app.clientType === 'confidential' && <Secret label={texts.clientSecret} value={app.clientSecret} />}
        {app.bearerToken ? (
          <Secret label={texts.bearerToken} value={app.bearerToken} />
        ) : (
          <p className="dim">
            {texts.bearerToken}: {texts.noBearer}
          </p>
        )}
      </Section>
      <Section title={texts.tokens}>
        <TokenList appId={app.id} />
      </Section>
      <IssueToken app={app} issued={lastToken} onIssued={setLastToken} />
      <Connect app={app} token={lastToken} />
      <Section title={texts.settings}>
        <AppForm
          key={save.submittedAt}
          app={app}
          error={save.error}
          isSaving={save.isPending}
          onSave={(changes) => save.mutate(changes)}
        />
      </Section>
    </Detail>
  );
}
