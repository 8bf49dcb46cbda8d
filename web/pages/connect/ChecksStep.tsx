import { Alert, Button, Group, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Check, Handle, XApp } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { describeError, tellDone, tellProblem } from '../../shell/tell.ts';
import { accountTexts, connectTexts, transportNames } from '../../texts/connect.ts';
import settings from '../settings/settings.module.css';
import classes from './connect.module.css';

const icons = {
  ok: <IconCircleCheck size={20} color="var(--good)" aria-hidden />,
  failed: <IconAlertTriangle size={20} color="var(--bad)" aria-hidden />,
  skipped: <IconCircleDashed size={20} color="var(--text-dim)" aria-hidden />,
  manual: <IconEye size={20} color="var(--warn)" aria-hidden />,
};

/** Every check live at X, with X's own answer where it fails. */
export function ChecksStep({ app, handles }: { app: XApp; handles: Handle[] }) {
  const [sent, setSent] = useState(false);
  const query = useQuery({
    queryKey: ['x-check', app.id],
    queryFn: async () => {
      const answer = await api.xApps.check({ id: app.id });
      void queryClient.invalidateQueries({ queryKey: ['x-apps'] });
      void queryClient.invalidateQueries({ queryKey: ['handles'] });
      return answer;
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const [handle] = handles;
  const test = async () => {
    if (!handle) return;
    try {
      await api.handles.testDm({ id: handle.id });
      setSent(true);
      tellDone(accountTexts.testDmSent);
    } catch (error) {
      tellProblem(accountTexts.cannot, error);
    }
  };
  const answer = query.data;
  const allWell = answer?.checks.every((check) => check.state !== 'failed') ?? false;
  return (
    <>
      <p className={settings.lead}>{connectTexts.checksLead}</p>
      {query.isFetching && (
        <p role="status" className={settings.dim}>
          <Loader size={14} /> {connectTexts.checking}
        </p>
      )}
      {query.isError && (
        <Alert color="red" title={connectTexts.cannotCheck} role="alert" mb="md">
          {describeError(query.error)}
        </Alert>
      )}
      {answer && (
        <>
          <ul className={classes.checks}>
            {answer.checks.map((check, index) => (
              <CheckRow
                key={`${check.id}-${check.accountId ?? index}`}
                check={check}
                handle={handles.find((each) => each.account.id === check.accountId)}
              />
            ))}
          </ul>
          <p className={settings.dim} title={answer.app.transportReason ?? undefined}>
            {connectTexts.chosen(transportNames[answer.app.transport])} {answer.app.transportReason}
          </p>
        </>
      )}
      {answer && allWell && app.network === 'local' && handle && !sent && <p>{connectTexts.testHint}</p>}
      <Group mt="md">
        <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
          {connectTexts.checkAgain}
        </Button>
        {app.network === 'local' && handle && (
          <Button variant="default" onClick={() => void test()}>
            {accountTexts.testDm}
          </Button>
        )}
        {answer && allWell && (
          <Button component={Link} to="/">
            {connectTexts.finish}
          </Button>
        )}
      </Group>
    </>
  );
}

function CheckRow({ check, handle }: { check: Check; handle: Handle | undefined }) {
  return (
    <li data-state={check.state}>
      {icons[check.state]}
      <div>
        <strong>
          {check.title}
          {handle?.account.username &&
            !check.title.includes(handle.account.username) &&
            ` · @${handle.account.username}`}
        </strong>{' '}
        <span className={settings.dim}>{connectTexts.checkStates[check.state]}</span>
        {check.detail && <p>{check.detail}</p>}
        {check.remedy && check.state !== 'ok' && (
          <p>
            <strong>{connectTexts.remedy}:</strong> {check.remedy}
          </p>
        )}
        {check.xAnswer && check.state !== 'ok' && (
          <details open={check.state === 'failed'}>
            <summary>{connectTexts.xAnswer}</summary>
            <pre>{check.xAnswer}</pre>
          </details>
        )}
      </div>
    </li>
  );
}
