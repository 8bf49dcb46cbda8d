import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { DataAggregate, DataMeasure, DatasetColumn } from '../../../../contract/api/index.ts';
import { columnsFor, withAggregate } from '../../../lib/data-filter.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { filterTexts as texts } from '../../../texts/data-filters.ts';
import classes from './filter.module.css';

const AGGREGATES = Object.entries(texts.aggregates).map(([value, label]) => ({ value, label }));

/** One number out of rows. */
export function MeasureFields(props: {
  label: string;
  columns: readonly DatasetColumn[];
  measure: DataMeasure;
  onChange: (measure: DataMeasure) => void;
  onRemove?: (() => void) | undefined;
  error?: string | undefined;
}) {
  const { columns, measure, onChange } = props;
  const fitting = columnsFor(measure.aggregate, columns).map(({ name }) => name);
  const isGone = measure.column !== null && !fitting.includes(measure.column);
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={props.label}
        data={AGGREGATES}
        value={measure.aggregate}
        error={measure.aggregate === 'rows' ? props.error : undefined}
        // The options are the aggregates.
        onChange={({ currentTarget }) =>
          onChange(withAggregate(measure, currentTarget.value as DataAggregate, columns))
        }
      />
      {measure.aggregate === 'rows' ? (
        <span />
      ) : (
        <NativeSelect
          label={texts.ofColumn}
          data={isGone && measure.column !== null ? [measure.column, ...fitting] : fitting}
          value={measure.column ?? ''}
          error={props.error ?? (fitting.length === 0 ? texts.noNumbers : undefined)}
          onChange={({ currentTarget }) => onChange({ ...measure, column: currentTarget.value })}
        />
      )}
      {props.onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={`${commonTexts.remove}: ${props.label}`}
          onClick={props.onRemove}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
