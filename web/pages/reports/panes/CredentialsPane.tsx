import { Button, Radio } from '@mantine/core';
import { IconExternalLink, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AccountHealth, ReportKind } from '../../../../contract/api/index.ts';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { accountName, reportAccountsQuery } from '../../../api/report-accounts.ts';
import { useMay } from '../../../api/session.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import settingsClasses from '../../settings/settings.module.css';
import classes from '../reports.module.css';
import type { PaneProps } from './pane.ts';

/** Whose rights at X are used; and what the connector wants one to know first. */
export function CredentialsPane(props: PaneProps & { about: boolean }) {
  const { kind, settings, set } = props;
  const query = useQuery({ ...reportAccountsQuery, enabled: kind.needsAccount });
  const accounts = query.data;
  const isGone = accounts !== undefined && accounts.every(({ id }) => id !== settings.accountId);
  const problem =
    props.errorOf('accountId') ??
    (settings.accountId === null
      ? props.tried
        ? texts.needsAccount
        : undefined
      : isGone
        ? texts.accountGone
        : undefined);
  return (
    <div className={classes.stack}>
      {props.about && <About kind={kind} />}
      {!kind.needsAccount && <p>{texts.noAccount}</p>}
      {kind.needsAccount && query.isError && !accounts && <PageProblemOf query={query} />}
      {kind.needsAccount && query.isPending && <LoadingState label={commonTexts.loading} />}
      {accounts?.length === 0 && <EmptyState title={texts.noAccounts}>{texts.noAccountsHint}</EmptyState>}
      {accounts && accounts.length > 0 && (
        <Radio.Group
          label={texts.account}
          description={texts.accountHint}
          error={problem}
          value={settings.accountId ?? ''}
          onChange={(accountId) => set({ accountId })}
        >
          <div className={classes.accounts}>
            {accounts.map((account) => (
              <div key={account.id} className={classes.account}>
                <Radio
                  value={account.id}
                  disabled={props.disabled}
                  label={accountName(account)}
                  description={texts.authKinds[account.kind]}
                />
                <span
                  className={settingsClasses.health}
                  data-health={tones[account.health]}
                  title={account.reason ?? undefined}
                >
                  {texts.accountStates[account.health]}
                </span>
                {account.health !== 'good' && (
                  <AccountsLink to="/settings/x" words={texts.reconnect} hash={`account-${account.id}`} />
                )}
              </div>
            ))}
          </div>
        </Radio.Group>
      )}
      {kind.needsAccount && !props.disabled && (
        <div>
          <AccountsLink to="/settings/x/connect" words={texts.addAccount} plus />
        </div>
      )}
      {problem && accounts?.length === 0 && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

const tones: Record<AccountHealth, 'healthy' | 'degraded' | 'down'> = {
  good: 'healthy',
  ends: 'degraded',
  not_renewed: 'degraded',
  reconnect: 'down',
  revoked: 'down',
};

/** In a tab of its own, so that what was chosen here stands as it is. */
function AccountsLink(props: {
  to: '/settings/x' | '/settings/x/connect';
  words: string;
  hash?: string;
  plus?: boolean;
}) {
  const may = useMay();
  if (!may('setup.manage')) return null;
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={props.plus ? <IconPlus size={16} aria-hidden /> : undefined}
      rightSection={<IconExternalLink size={14} aria-hidden />}
      title={texts.opensTab}
      renderRoot={(root) => (
        <Link {...root} to={props.to} {...(props.hash && { hash: props.hash })} target="_blank" />
      )}
    >
      {props.words}
    </Button>
  );
}

function About({ kind }: { kind: ReportKind }) {
  return (
    <>
      {kind.prerequisites.length > 0 && (
        <div>
          <strong>{texts.prerequisites}</strong>
          <ul className={classes.facts}>
            {kind.prerequisites.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {kind.questions.length > 0 && (
        <div>
          <strong>{texts.questions}</strong>
          {kind.questions.map(({ question, answer }) => (
            <details key={question} className={classes.about}>
              <summary>{question}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </div>
      )}
    </>
  );
}
