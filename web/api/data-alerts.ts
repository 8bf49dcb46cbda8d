import { keepPreviousData } from '@tanstack/react-query';
import type { DataAlertRule } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}
const PAGE = 20;

// Keys begin with `setup` and `dataset_alert`: a change, told live, fetches them again.
export const dataAlertsQuery = (datasetId: string) => ({
  queryKey: ['setup', 'dataset_alert', datasetId] as const,
  queryFn: ({ signal }: Context) => api.dataAlerts.list({ datasetId }, { signal }),
});
export const dataAlertNoticesQuery = (datasetId: string, alertId: string) => ({
  queryKey: ['setup', 'dataset_alert', datasetId, alertId, 'notices'] as const,
  queryFn: ({ pageParam, signal }: Context & { pageParam: string }) =>
    api.dataAlerts.notices(
      { datasetId, alertId },
      { limit: PAGE, ...(pageParam !== '' && { before: pageParam }) },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { more: boolean; notices: { id: string }[] }) =>
    page.more ? page.notices.at(-1)?.id : undefined,
});
export const dataAlertTrialQuery = (datasetId: string, version: number, rule: DataAlertRule) => ({
  queryKey: ['data-alert-trial', datasetId, version, rule] as const,
  queryFn: ({ signal }: Context) => api.dataAlerts.try({ datasetId }, { rule }, { signal }),
  placeholderData: keepPreviousData,
  retry: false,
});

export const refreshDataAlerts = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['setup', 'dataset_alert'] });
