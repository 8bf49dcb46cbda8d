import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ControlApp, ControlToken, NewControlToken } from '../../../contract/control/apps.ts';
import { issueToken } from '../api/apps.ts';
import { findUser } from '../api/people.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Secret } from '../parts/Secret.tsx';
import { useAct } from '../parts/use-act.ts';
import { tellDone } from '../shell/tell.ts';
import { appTexts as texts } from '../texts/apps.ts';

interface Props {
  app: ControlApp;
  /** The last one, shown openly: whoever issues a token wants to take it elsewhere. */
  issued: ControlToken | null;
  onIssued: (token: ControlToken) => void;
}

const DEFAULT_TTL = 7200;

/** Gives an app a token of somebody. */
export function IssueToken({ app, issued, onIssued }: Props) {
  const [userId, setUserId] = useState<string | null>(null);
  const [kind, setKind] = useState<NewControlToken['kind']>('oauth1');
  const [permission, setPermission] = useState<NonNullable<NewControlToken['permission']>>(app.permission);
  const [scopes, setScopes] = useState('');
  const [ttlSeconds, setTtl] = useState(DEFAULT_TTL);
  const issue = useAct({
    run: (user: string) =>
      issueToken(
        kind === 'oauth1'
          ? { appId: app.id, user, kind, permission }
          : {
              appId: app.id,
              user,
              kind,
              ttlSeconds,
              ...(scopes.trim() === '' ? {} : { scopes: scopes.trim().split(/\s+/) }),
            },
      ),
    refresh: ['tokens'],
    isSilent: true,
    after: (token) => {
      onIssued(token);
      void findUser(token.userId).then(({ username }) => tellDone(texts.issued(`@${username}`)));
    },
  });
  return (
    <Section title={texts.issue} lead={texts.issueLead}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (userId !== null) issue.mutate(userId);
        }}
      >
        <div className="form-pair">
          <PersonPicker label={texts.person} value={userId} onChange={setUserId} isRequired />
          <NativeSelect
            label={texts.kind}
            data={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value === 'oauth2' ? 'oauth2' : 'oauth1')}
          />
        </div>
        {kind === 'oauth1' ? (
          <NativeSelect
            label={texts.permission}
            data={Object.entries(texts.permissions).map(([value, label]) => ({ value, label }))}
            value={permission}
            onChange={({ currentTarget }) =>
              // The choices are the permissions.
              setPermission(currentTarget.value as NonNullable<NewControlToken['permission']>)
            }
          />
        ) : (
          <div className="form-pair">
            <TextInput
              label={texts.scopes}
              description={texts.scopesHelp}
              dir="ltr"
              value={scopes}
              onChange={({ currentTarget }) => setScopes(currentTarget.value)}
            />
            <NumberInput
              label={texts.ttl}
              min={1}
              max={10_000_000}
              allowDecimal={false}
              value={ttlSeconds}
              onChange={(value) => setTtl(Number(value) || DEFAULT_TTL)}
            />
          </div>
        )}
        <FormProblem error={issue.error} />
        <div className="form-foot">
          <Button type="submit" loading={issue.isPending} disabled={userId === null}>
            {texts.issue}
          </Button>
        </div>
      </form>
      {issued && (
        <div className="issued" role="group" aria-label={texts.newToken}>
          {issued.kind === 'oauth1' ? (
            <>
              <Secret label={texts.token} value={issued.token} isHidden={false} />
              <Secret label={texts.tokenSecret} value={issued.secret} isHidden={false} />
            </>
          ) : (
            <>
              <Secret label={texts.accessToken} value={issued.accessToken} isHidden={false} />
              {issued.refreshToken && (
                <Secret label={texts.refreshToken} value={issued.refreshToken} isHidden={false} />
              )}
            </>
          )}
        </div>
      )}
    </Section>
  );
}
