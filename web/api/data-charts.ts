import { keepPreviousData } from '@tanstack/react-query';
import type { DataChart, DataChartSpec } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}

// Keys begin with `setup` and `dataset_chart`: a change, told live, fetches them again.
export const dataChartsQuery = (datasetId: string) => ({
  queryKey: ['setup', 'dataset_chart', datasetId] as const,
  queryFn: ({ signal }: Context) => api.dataCharts.list({ datasetId }, { signal }),
});
/** Of a version of the DataSet and of the chart: other changes draw nothing anew. */
export const dataChartRowsQuery = ({ datasetId, id, version }: DataChart, dataVersion: number) => ({
  queryKey: ['data-chart-rows', datasetId, id, version, dataVersion] as const,
  queryFn: ({ signal }: Context) => api.dataCharts.rows({ datasetId, chartId: id }, { signal }),
  placeholderData: keepPreviousData,
  retry: false,
});
export const dataChartTrialQuery = (datasetId: string, dataVersion: number, spec: DataChartSpec) => ({
  queryKey: ['data-chart-trial', datasetId, dataVersion, spec] as const,
  queryFn: ({ signal }: Context) => api.dataCharts.try({ datasetId }, { spec }, { signal }),
  placeholderData: keepPreviousData,
  retry: false,
});

export const refreshDataCharts = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['setup', 'dataset_chart'] });
