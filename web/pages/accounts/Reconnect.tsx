import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import type { AccountDetail } from '../../../contract/api/index.ts';
import { refreshAccounts } from '../../api/accounts.ts';
import { useReconnect } from '../../api/x-sign-in.ts';
import { describeError, tellDone } from '../../shell/tell.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import { connectTexts } from '../../texts/connect.ts';
import classes from './accounts.module.css';

/** "Sign in with X" again, for the same user. */
export function Reconnect({ account }: { account: AccountDetail }) {
  const { signIn, result, start, openAgain, forget } = useReconnect(account.id);
  const done = result?.state === 'done';
  useEffect(() => {
    if (!done) return;
    forget();
    tellDone(texts.reconnected(account.name));
    void refreshAccounts();
  });
  const problem =
    signIn.state === 'refused'
      ? describeError(signIn.error)
      : result?.state === 'failed'
        ? [result.failure?.message, result.failure?.remedy].filter(Boolean).join(' ')
        : undefined;
  return (
    <>
      {problem && (
        <p className={classes.notice} data-bad role="alert">
          {problem}
        </p>
      )}
      <Group gap="sm" mt="sm" align="center">
        <Button
          size="xs"
          {...(account.health === 'good' ? { variant: 'default' } : { color: 'red' })}
          onClick={() => void start()}
        >
          {texts.reconnect}
        </Button>
        {signIn.state === 'waiting' && !problem && !done && (
          <span className={classes.dim} role="status">
            {signIn.blocked ? connectTexts.popUpBlocked : texts.waiting}
          </span>
        )}
        {signIn.state === 'waiting' && signIn.blocked && !problem && (
          <Button size="xs" variant="default" onClick={openAgain}>
            {connectTexts.popUpOpen}
          </Button>
        )}
      </Group>
    </>
  );
}
