import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { foreignDatasetQuery } from '../../../api/data-servers.ts';
import { datasetQuery } from '../../../api/datasets.ts';
import { suggestedColumn } from '../../../lib/report-options.ts';
import { optionTexts as texts } from '../../../texts/report-options.ts';

/** Whose columns these are; an empty id: none is chosen yet. On another server where that is named. */
export interface ColumnsPlace {
  serverId?: string;
  datasetId: string;
}

export interface ColumnFieldProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  disabled: boolean;
  of: ColumnsPlace;
  suggests: readonly string[];
  value: string;
  onChange: (column: string) => void;
}

/** A column of a DataSet; without a choice the one that is found by its name. */
export function ColumnField(props: ColumnFieldProps) {
  const { of, value } = props;
  const { datasetId, serverId } = of;
  const isHere = serverId === undefined;
  const here = useQuery({ ...datasetQuery(datasetId), enabled: isHere && datasetId !== '', retry: false });
  const there = useQuery({
    ...foreignDatasetQuery(serverId ?? '', datasetId),
    enabled: !isHere && serverId !== '' && datasetId !== '',
  });
  const data = isHere ? here.data : there.data;
  const columns = data?.columns ?? [];
  const found = suggestedColumn(props.suggests, columns);
  const byItself = !data
    ? datasetId === ''
      ? texts.datasetFirst
      : texts.foundByItself
    : found
      ? texts.foundAs(found)
      : texts.notFoundByItself;
  const names = columns.map(({ name }) => name);
  return (
    <NativeSelect
      label={props.label}
      description={props.description}
      error={props.error}
      disabled={props.disabled || !data}
      value={value}
      data={[
        { value: '', label: byItself },
        ...names.map((name) => ({ value: name, label: name })),
        // Chosen, and not there any more: shown, so that it can be put right.
        ...(value !== '' && !names.includes(value) ? [{ value, label: value }] : []),
      ]}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
