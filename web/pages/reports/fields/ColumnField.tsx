import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { datasetQuery } from '../../../api/datasets.ts';
import { suggestedColumn } from '../../../lib/report-options.ts';
import { optionTexts as texts } from '../../../texts/report-options.ts';

export interface ColumnFieldProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  disabled: boolean;
  /** Whose columns these are; empty: none is chosen yet. */
  datasetId: string;
  suggests: readonly string[];
  value: string;
  onChange: (column: string) => void;
}

/** A column of a DataSet; without a choice the one that is found by its name. */
export function ColumnField(props: ColumnFieldProps) {
  const { datasetId, value } = props;
  const { data } = useQuery({ ...datasetQuery(datasetId), enabled: datasetId !== '', retry: false });
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
