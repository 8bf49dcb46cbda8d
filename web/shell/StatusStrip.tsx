import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatClock, formatRelative, useNow } from '../../ui/index.ts';
import { handlesQuery } from '../api/queries.ts';
import { useMe } from '../api/session.ts';
import { findSendLimit } from '../lib/limits.ts';
import { deskTexts, healthNames } from '../texts/desk.ts';
import classes from './StatusStrip.module.css';

const figures = new Intl.NumberFormat();

/** One line of truth: are the accounts healthy, and how much may still be sent. */
export function StatusStrip({ connected }: { connected: boolean }) {
  const me = useMe();
  const now = useNow(15_000);
  const handles = useQuery({ ...handlesQuery, refetchInterval: 60_000 }).data?.handles;
  if (!handles) return <footer className={classes.strip} />;
  const isAdministrator = me.role === 'administrator';
  return (
    <footer className={classes.strip} aria-label={deskTexts.accounts}>
      {handles.length === 0 && (
        <span>
          {deskTexts.noHandles}{' '}
          {isAdministrator && <Link to="/settings/x/connect">{deskTexts.connectNow}</Link>}
        </span>
      )}
      {handles.map((handle) => {
        const { account } = handle;
        const active = account.status === 'active';
        // What was known of it is old when the server is not heard.
        const health = !connected ? 'unknown' : active ? account.feed.health : 'down';
        const limit = findSendLimit(account.limits, now);
        const resets = limit?.resetsAt;
        const name = account.username ? `@${account.username}` : handle.name;
        const words = (
          <>
            <span className={classes.dot} data-health={health} aria-hidden />
            <strong>{name}</strong>
            <span>
              {!connected ? deskTexts.notHeard : active ? healthNames[account.feed.health] : account.status}
            </span>
            {connected && active && limit && (
              <span className={classes.limit} data-low={limit.left === 0 || undefined}>
                · {deskTexts.sendsLeft(figures.format(limit.left), figures.format(limit.limit))}
                {resets && (
                  <span title={formatClock(resets)}>
                    {' '}
                    ({deskTexts.resets(formatRelative(Date.parse(resets), now, true))})
                  </span>
                )}
              </span>
            )}
          </>
        );
        const title = account.statusReason ?? account.feed.reason ?? undefined;
        return isAdministrator ? (
          <Link key={handle.id} to="/settings/x" className={classes.account} title={title}>
            {words}
          </Link>
        ) : (
          <span key={handle.id} className={classes.account} title={title}>
            {words}
          </span>
        );
      })}
    </footer>
  );
}
