import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Handle, XApp } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime, RelativeTime, useNow } from '../../../ui/index.ts';
import { handlesQuery, xAppsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { listFeltLimits } from '../../lib/limits.ts';
import { useXSignIn } from '../../api/x-sign-in.ts';
import { Face } from '../../shell/Face.tsx';
import { describeError, tellDone, tellProblem } from '../../shell/tell.ts';
import { accountTexts, connectTexts, transportNames } from '../../texts/connect.ts';
import { healthNames } from '../../texts/desk.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './settings.module.css';

const figures = new Intl.NumberFormat();

async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: xAppsQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: handlesQuery.queryKey }),
  ]);
}

/** One handle: is it well, what has it used, and its settings. */
export function HandleCard({ handle, app }: { handle: Handle; app: XApp }) {
  const { account } = handle;
  const { feed } = account;
  const [asking, setAsking] = useState(false);
  const { signIn, result, start, openAgain } = useXSignIn(app.id);
  const name = account.username ? `@${account.username}` : handle.name;
  const active = account.status === 'active';
  const felt = listFeltLimits(account.limits, useNow(15_000));
  const act = async (run: () => Promise<string | undefined>) => {
    try {
      const done = await run();
      if (done) tellDone(done);
    } catch (error) {
      tellProblem(accountTexts.cannot, error);
    }
    await refresh();
  };
  const reconnect = () =>
    void start({ authKind: account.authKind === 'oauth2' ? 'oauth2' : 'oauth1', accountId: account.id });
  return (
    <article id={`account-${account.id}`} className={classes.card} aria-label={handle.name}>
      <div className={classes.cardHead}>
        <Face name={handle.name} url={account.avatarUrl} size={40} />
        <div>
          <strong dir="auto">{handle.name}</strong>
          <span className={classes.dim}>
            {name} · {handle.language}
          </span>
        </div>
        <span className={classes.health} data-health={active ? feed.health : 'down'}>
          {active ? healthNames[feed.health] : account.status}
        </span>
      </div>
      {!active && (
        <p className={classes.problem} role="alert">
          {accountTexts.revoked(name)} {account.statusReason}
        </p>
      )}
      {active && feed.reason && feed.health !== 'healthy' && <p className={classes.problem}>{feed.reason}</p>}
      {signIn.state === 'refused' && (
        <p className={classes.problem} role="alert">
          {describeError(signIn.error)}
        </p>
      )}
      {signIn.state === 'waiting' && result?.state !== 'done' && (
        <p className={classes.dim} role="status">
          {result?.state === 'failed'
            ? result.failure?.message
            : signIn.blocked
              ? connectTexts.popUpBlocked
              : connectTexts.waiting}{' '}
          {signIn.blocked && (
            <Button size="compact-xs" variant="default" onClick={openAgain}>
              {connectTexts.popUpOpen}
            </Button>
          )}
        </p>
      )}
      <p className={classes.dim} style={{ margin: '10px 0 0' }}>
        {accountTexts.transport}: {transportNames[feed.transport]} · {accountTexts.lastEvent}:{' '}
        {feed.lastEventAt ? <RelativeTime at={feed.lastEventAt} long /> : accountTexts.noEvent}
        {feed.gapSince && <> · {accountTexts.gapSince(formatDayAndTime(feed.gapSince))}</>}
      </p>
      {felt.length > 0 && (
        <p className={classes.dim} style={{ margin: '4px 0 0' }}>
          {accountTexts.limits}:{' '}
          {felt
            .map(({ name: what, left, limit }) => `${figures.format(left)}/${figures.format(limit)} ${what}`)
            .join(' · ')}
        </p>
      )}
      <div className={classes.verbs}>
        {!active && (
          <Button size="xs" color="red" onClick={reconnect}>
            {accountTexts.reconnect}
          </Button>
        )}
        <Button
          component={Link}
          to={`/settings/x/${handle.id}`}
          size="xs"
          variant="default"
          aria-label={accountTexts.settingsOf(handle.name)}
        >
          {accountTexts.settings}
        </Button>
        {active && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void act(async () =>
                (await api.handles.fillGap({ id: handle.id })).started ? accountTexts.fillStarted : undefined,
              )
            }
          >
            {accountTexts.fillGap}
          </Button>
        )}
        {active && app.network === 'local' && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void act(async () =>
                (await api.handles.testDm({ id: handle.id })).sent ? accountTexts.testDmSent : undefined,
              )
            }
          >
            {accountTexts.testDm}
          </Button>
        )}
        {active && (
          <Button size="xs" variant="default" onClick={reconnect}>
            {accountTexts.reconnect}
          </Button>
        )}
        {asking ? (
          <>
            <span className={classes.dim}>{accountTexts.removeHandleAsk}</span>
            <Button
              size="xs"
              color="red"
              onClick={() =>
                void act(async () => {
                  await api.handles.remove({ id: handle.id });
                  return undefined;
                })
              }
            >
              {accountTexts.really}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              {commonTexts.cancel}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
            {accountTexts.removeHandle}
          </Button>
        )}
      </div>
    </article>
  );
}
