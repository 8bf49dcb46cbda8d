import { ActionIcon, Button, NativeSelect, TextInput, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type {
  DataCondition,
  DataFilter,
  DataOperator,
  DatasetColumn,
} from '../../../../contract/api/index.ts';
import {
  isFigureColumn,
  isTimeColumn,
  needsValue,
  operatorsOf,
  withColumn,
} from '../../../lib/data-filter.ts';
import { filterTexts as texts } from '../../../texts/data-filters.ts';
import classes from './filter.module.css';

const MOST = 10;

/** Conditions over columns, all of which must hold. */
export function FilterFields(props: {
  columns: readonly DatasetColumn[];
  filter: DataFilter;
  onChange: (filter: DataFilter) => void;
  /** Of the condition at this place. */
  errorOf: (at: number) => string | undefined;
  problem?: string | undefined;
}) {
  const { columns, filter, onChange } = props;
  const set = (at: number, part: DataCondition) => onChange(filter.map((one, n) => (n === at ? part : one)));
  const [first] = columns;
  return (
    <div>
      <p className={classes.hint}>{filter.length === 0 ? texts.all : texts.allOf}</p>
      {filter.map((condition, at) => (
        <Line
          // Conditions have no name of their own; none moves.
          key={at}
          at={at}
          columns={columns}
          condition={condition}
          error={props.errorOf(at)}
          onChange={(part) => set(at, part)}
          onRemove={() => onChange(filter.filter((_, n) => n !== at))}
        />
      ))}
      {props.problem !== undefined && (
        <p className={classes.problem} role="alert" tabIndex={-1} data-problem>
          {props.problem}
        </p>
      )}
      {first && filter.length < MOST && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...filter, { column: first.name, operator: 'is', value: '' }])}
        >
          {texts.add}
        </Button>
      )}
    </div>
  );
}

function Line(props: {
  at: number;
  columns: readonly DatasetColumn[];
  condition: DataCondition;
  error: string | undefined;
  onChange: (condition: DataCondition) => void;
  onRemove: () => void;
}) {
  const { at, columns, condition, onChange } = props;
  // A column that is gone stays chosen, so that it can be seen.
  const column = columns.find(({ name }) => name === condition.column) ?? {
    name: condition.column,
    type: 'STRING' as const,
  };
  const names = columns.map(({ name }) => name);
  const isTime = isTimeColumn(column);
  return (
    <fieldset className={classes.line}>
      <VisuallyHidden component="legend">{texts.condition(at)}</VisuallyHidden>
      <NativeSelect
        aria-label={texts.column}
        data={names.includes(column.name) ? names : [column.name, ...names]}
        value={column.name}
        error={needsValue(condition.operator) ? undefined : props.error}
        onChange={({ currentTarget: { value } }) => {
          const chosen = columns.find(({ name }) => name === value);
          if (chosen) onChange(withColumn(condition, chosen));
        }}
      />
      <NativeSelect
        aria-label={texts.asked}
        data={operatorsOf(column).map((value) => ({ value, label: texts.operator(value, isTime) }))}
        value={condition.operator}
        // The options are the operators.
        onChange={({ currentTarget }) =>
          onChange({ ...condition, operator: currentTarget.value as DataOperator })
        }
      />
      {needsValue(condition.operator) ? (
        <TextInput
          className={classes.value}
          aria-label={condition.operator === 'last_days' ? texts.days : texts.value}
          placeholder={placeholderOf(column, condition.operator)}
          inputMode={isFigureColumn(column) || condition.operator === 'last_days' ? 'decimal' : 'text'}
          maxLength={500}
          dir="auto"
          value={condition.value}
          error={props.error}
          onChange={({ currentTarget: { value } }) => onChange({ ...condition, value })}
        />
      ) : (
        <span className={classes.value} />
      )}
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={texts.removeOf(at)}
        onClick={props.onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}

function placeholderOf({ type }: DatasetColumn, operator: DataOperator): string | undefined {
  if (operator === 'last_days') return texts.days;
  return type === 'DATE' ? texts.dayHint : type === 'DATETIME' ? texts.timeHint : undefined;
}
