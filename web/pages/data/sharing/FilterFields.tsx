import { ActionIcon, Checkbox, NativeSelect, TagsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { DatasetColumn, PolicyFilter, PolicyOperator } from '../../../../contract/api/index.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import classes from './sharing.module.css';

/** One filter: a column, how it is compared, and with what. */
export function FilterFields(props: {
  number: number;
  filter: PolicyFilter;
  columns: readonly DatasetColumn[];
  error: string | undefined;
  onChange: (part: Partial<PolicyFilter>) => void;
  onRemove: (() => void) | undefined;
}) {
  const { number, filter, onChange } = props;
  const { column, operator, values, not } = filter;
  const names = props.columns.map(({ name }) => name);
  const hint =
    operator === 'BETWEEN' ? texts.betweenHint : operator === 'LIKE' ? texts.likeHint : texts.valuesHint;
  return (
    <div className={classes.filter} role="group" aria-label={texts.filter(number)}>
      <div className={classes.pair}>
        <NativeSelect
          label={texts.column}
          value={column}
          // One that has gone stays to be seen.
          data={names.includes(column) ? names : [column, ...names]}
          onChange={(event) => onChange({ column: event.currentTarget.value })}
        />
        <NativeSelect
          label={texts.operator}
          value={operator}
          data={Object.entries(texts.operators).map(([value, label]) => ({ value, label }))}
          // The options are the operators.
          onChange={(event) => onChange({ operator: event.currentTarget.value as PolicyOperator })}
        />
      </div>
      <TagsInput
        label={texts.values}
        description={hint}
        value={values}
        error={props.error}
        maxTags={operator === 'BETWEEN' ? 2 : 500}
        acceptValueOnBlur
        splitChars={[]}
        onChange={(next) => onChange({ values: next })}
      />
      <div className={classes.foot}>
        <Checkbox
          label={texts.not}
          checked={not}
          onChange={(event) => onChange({ not: event.currentTarget.checked })}
        />
        {props.onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.removeFilter(number)}
            onClick={props.onRemove}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}
