import { Button } from '@mantine/core';
import { IconBell, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DataAlert } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { dataAlertsQuery, refreshDataAlerts } from '../../../api/data-alerts.ts';
import { datasetQuery } from '../../../api/datasets.ts';
import { useMay } from '../../../api/session.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { alertTexts as texts } from '../../../texts/data-alerts.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { DeleteGuard } from '../../settings/parts/index.ts';
import classes from '../data.module.css';
import { AlertDrawer } from './AlertDrawer.tsx';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertRow } from './AlertRow.tsx';

type Open = { readonly what: 'edit' | 'delete'; readonly alert: DataAlert } | { readonly what: 'new' };
const FROM = '/frame/datasources/$datasetId/details/alerts';

/** What people want to be told of a DataSet, and what they were told. */
export function AlertsTab() {
  const { datasetId } = useParams({ from: FROM });
  const shown = useSearch({ from: FROM }).alert;
  const navigate = useNavigate();
  const may = useMay();
  const dataset = useQuery(datasetQuery(datasetId)).data;
  const query = useQuery(dataAlertsQuery(datasetId));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const show = (alert: string | undefined) =>
    void navigate({
      to: '/datasources/$datasetId/details/alerts',
      params: { datasetId },
      search: alert === undefined ? {} : { alert },
      replace: true,
    });
  const { alerts, canMail } = query.data ?? { alerts: undefined, canMail: true };
  const told = alerts?.find(({ id }) => id === shown);
  return (
    <>
      <div className={classes.bar}>
        <p className={classes.dim}>{texts.lead}</p>
        <span className={classes.gap} />
        {may('data.manage') && dataset && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'new' })}>
            {texts.add}
          </Button>
        )}
      </div>
      {query.isError && !alerts && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {!canMail && alerts && alerts.length > 0 && (
        <p className={classes.before} role="status">
          {texts.noMail} {may('setup.manage') && <Link to="/settings/business/mail">{texts.toMail}</Link>}
        </p>
      )}
      {alerts?.length === 0 && (
        <EmptyState icon={<IconBell size={28} />} title={texts.none}>
          {may('data.manage') ? texts.noneHint : texts.noneReader}
        </EmptyState>
      )}
      {alerts && alerts.length > 0 && (
        <ul className={classes.list} aria-label={texts.title}>
          {alerts.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              onEdit={() => setOpen({ what: 'edit', alert })}
              onDelete={() => setOpen({ what: 'delete', alert })}
              onHistory={() => show(alert.id)}
            />
          ))}
        </ul>
      )}
      {dataset && open?.what === 'new' && (
        <AlertDrawer dataset={dataset} alert={undefined} canMail={canMail} onClose={close} />
      )}
      {dataset && open?.what === 'edit' && (
        <AlertDrawer dataset={dataset} alert={open.alert} canMail={canMail} onClose={close} />
      )}
      {open?.what === 'delete' && (
        <DeleteGuard
          id={open.alert.id}
          name={open.alert.name}
          hint={texts.removeHint}
          forGood
          remove={() => api.dataAlerts.remove({ datasetId, alertId: open.alert.id })}
          onRemoved={() => void refreshDataAlerts()}
          onClose={close}
        />
      )}
      {told && <AlertHistory alert={told} onClose={() => show(undefined)} />}
    </>
  );
}
