import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Handle } from '../../contract/api/index.ts';
import { handlesQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { useMe } from '../api/session.ts';
import { useXSignIn } from '../api/x-sign-in.ts';
import { connectTexts } from '../texts/connect.ts';
import { deskTexts } from '../texts/desk.ts';
import classes from './Frame.module.css';
import { describeError } from './tell.ts';

/** Says on every page that an account is cut off from X, with the remedy one click away. */
export function AccountBanners() {
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  return handles
    .filter((handle) => handle.enabled && ['revoked', 'reconnect'].includes(handle.account.status))
    .map((handle) => <AccountBanner key={handle.id} handle={handle} />);
}

function AccountBanner({ handle }: { handle: Handle }) {
  const me = useMe();
  const { account } = handle;
  const { signIn, result, start, openAgain } = useXSignIn(account.appId);
  const done = result?.state === 'done';
  useEffect(() => {
    if (done) void queryClient.invalidateQueries({ queryKey: handlesQuery.queryKey });
  }, [done]);
  const name = account.username ? `@${account.username}` : handle.name;
  const failure = result?.state === 'failed' ? result.failure?.message : undefined;
  const refusal = signIn.state === 'refused' ? describeError(signIn.error) : undefined;
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>{failure ?? refusal ?? `${deskTexts.accountRevoked(name)} ${account.statusReason ?? ''}`}</span>
      {me.role === 'administrator' &&
        (signIn.state === 'waiting' && signIn.blocked ? (
          <Button size="compact-sm" color="red" onClick={openAgain}>
            {connectTexts.popUpOpen}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            color="red"
            onClick={() =>
              void start({
                authKind: account.authKind === 'oauth2' ? 'oauth2' : 'oauth1',
                accountId: account.id,
              })
            }
          >
            {deskTexts.reconnect}
          </Button>
        ))}
    </div>
  );
}
