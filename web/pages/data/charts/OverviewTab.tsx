import { Button } from '@mantine/core';
import { IconChartBar, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DataChart } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { announce, EmptyState, LoadingState } from '../../../../ui/index.ts';
import { dataChartsQuery, refreshDataCharts } from '../../../api/data-charts.ts';
import { datasetQuery } from '../../../api/datasets.ts';
import { queryClient } from '../../../api/query-client.ts';
import { useMay } from '../../../api/session.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../../shell/tell.ts';
import { chartTexts as texts } from '../../../texts/data-charts.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { DeleteGuard } from '../../settings/parts/index.ts';
import dataClasses from '../data.module.css';
import { ChartCard } from './ChartCard.tsx';
import { ChartDrawer } from './ChartDrawer.tsx';
import classes from './charts.module.css';

type Open = { readonly what: 'edit' | 'delete'; readonly chart: DataChart } | { readonly what: 'new' };

/** The charts that are kept on a DataSet. */
export function OverviewTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/overview' });
  const may = useMay();
  const dataset = useQuery(datasetQuery(datasetId)).data;
  const query = useQuery(dataChartsQuery(datasetId));
  const [open, setOpen] = useState<Open>();
  const charts = query.data?.charts;
  const close = () => setOpen(undefined);
  const move = async (chart: DataChart, by: -1 | 1) => {
    const all = charts ?? [];
    const from = all.indexOf(chart);
    const moved = all.filter((one) => one !== chart);
    moved.splice(from + by, 0, chart);
    // On the screen at once; the server's order comes after it.
    queryClient.setQueryData(dataChartsQuery(datasetId).queryKey, { charts: moved });
    try {
      await api.dataCharts.order({ datasetId }, { ids: moved.map(({ id }) => id) });
      announce(texts.moved(chart.title, from + by + 1, moved.length));
    } catch (error) {
      tellProblem(texts.cannotOrder, error);
    }
    await refreshDataCharts();
  };
  return (
    <>
      {charts && charts.length > 0 && may('data.manage') && (
        <div className={dataClasses.bar}>
          <span className={dataClasses.gap} />
          <NewButton onClick={() => setOpen({ what: 'new' })} />
        </div>
      )}
      {query.isError && !charts && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {charts?.length === 0 && (
        <EmptyState icon={<IconChartBar size={28} />} title={texts.none}>
          <p>{may('data.manage') ? texts.noneHint : texts.noneReader}</p>
          {may('data.manage') && dataset && <NewButton onClick={() => setOpen({ what: 'new' })} />}
        </EmptyState>
      )}
      {charts && charts.length > 0 && dataset && (
        <ul className={classes.charts} aria-label={texts.title}>
          {charts.map((chart, at) => (
            <ChartCard
              key={chart.id}
              chart={chart}
              dataVersion={dataset.version}
              isFirst={at === 0}
              isLast={at === charts.length - 1}
              onEdit={() => setOpen({ what: 'edit', chart })}
              onDelete={() => setOpen({ what: 'delete', chart })}
              onMove={(by) => void move(chart, by)}
            />
          ))}
        </ul>
      )}
      {dataset && open?.what === 'new' && <ChartDrawer dataset={dataset} chart={undefined} onClose={close} />}
      {dataset && open?.what === 'edit' && (
        <ChartDrawer dataset={dataset} chart={open.chart} onClose={close} />
      )}
      {open?.what === 'delete' && (
        <DeleteGuard
          id={open.chart.id}
          name={open.chart.title}
          remove={() => api.dataCharts.remove({ datasetId, chartId: open.chart.id })}
          onRemoved={() => void refreshDataCharts()}
          onClose={close}
        />
      )}
    </>
  );
}

function NewButton({ onClick }: { onClick: () => void }) {
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
      {texts.add}
    </Button>
  );
}
