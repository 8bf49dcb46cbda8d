import { Button } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { xAppsQuery } from '../../api/queries.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { accountTexts, transportNames } from '../../texts/connect.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { HandleCard } from './HandleCard.tsx';
import { RemoveApp } from './RemoveApp.tsx';
import classes from './settings.module.css';

/** X apps and their handles, with their health and what can be done about it. */
export function AccountsPage() {
  const query = useQuery(xAppsQuery);
  const data = query.data;
  return (
    <div className={classes.page}>
      <div className={classes.headLine}>
        <div>
          <h2>{accountTexts.title}</h2>
          <p className={classes.lead}>{accountTexts.lead}</p>
        </div>
        <Button component={Link} to="/settings/x/connect" leftSection={<IconPlus size={16} />}>
          {accountTexts.connect}
        </Button>
      </div>
      {query.isError && !data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {data?.apps.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={32} stroke={1.5} />} title={accountTexts.none}>
          {accountTexts.noneHint}
        </EmptyState>
      )}
      {data?.apps.map((app) => {
        const handles = data.handles.filter((handle) => handle.account.appId === app.id);
        return (
          <section key={app.id} aria-label={app.name}>
            <div className={classes.cardHead} style={{ margin: '24px 0 12px' }}>
              <div>
                <h3 style={{ margin: 0 }}>
                  {app.name}{' '}
                  {app.network === 'local' && <span className={classes.health}>{accountTexts.local}</span>}
                </h3>
                <span className={classes.dim} title={app.transportReason ?? undefined}>
                  {accountTexts.transport}: {transportNames[app.transport]}
                </span>
              </div>
              <Button component={Link} to={`/settings/x/connect?app=${app.id}`} size="xs" variant="default">
                {accountTexts.edit}
              </Button>
              {handles.length === 0 && <RemoveApp appId={app.id} />}
            </div>
            {app.transportReason && <p className={classes.dim}>{app.transportReason}</p>}
            {handles.map((handle) => (
              <HandleCard key={handle.id} handle={handle} app={app} />
            ))}
          </section>
        );
      })}
    </div>
  );
}
