import { Checkbox, NativeSelect, Radio, Stack, Switch, TextInput } from '@mantine/core';
import type { OptionField, ReportOptions } from '../../../../contract/api/index.ts';
import { NumberField } from '../../../forms/NumberField.tsx';
import { applyingFields, listOf, valueOf } from '../../../lib/report-options.ts';
import { optionTexts as texts } from '../../../texts/report-options.ts';
import classes from '../reports.module.css';
import { ColumnField, type ColumnsPlace } from './ColumnField.tsx';
import { DatasetField } from './DatasetField.tsx';
import { PostsField } from './PostsField.tsx';
import { ServerDatasetField, ServerField } from './ServerFields.tsx';

/** So many choices stand open; more of them in a menu. */
const OPEN_CHOICES = 6;
/** More boxes than that stand in columns. */
const LONG_LIST = 8;
const NARROW = { wrapper: { maxWidth: 240 } };
/** The box for all of them, which is no value of the field. */
const ALL = ' all';

export interface OptionFieldsProps {
  fields: readonly OptionField[];
  options: ReportOptions;
  accountId: string | null;
  errorOf: (key: string) => string | undefined;
  disabled?: boolean;
  onChange: (options: ReportOptions) => void;
}

/** The menus of a connector, made from what it declares. What a hidden one holds is kept for when it is shown again. */
export function OptionFields(props: OptionFieldsProps) {
  const { fields, options } = props;
  return (
    <Stack gap="md">
      {applyingFields(fields, options).map((field) => (
        <OneField key={field.key} {...props} field={field} />
      ))}
    </Stack>
  );
}

type Of<K extends OptionField['kind']> = Extract<OptionField, { kind: K }>;
type OneProps<F extends OptionField = OptionField> = OptionFieldsProps & { field: F };

function OneField(props: OneProps) {
  const { field, options, disabled } = props;
  const value = valueOf(field, options);
  const set = (next: ReportOptions[string]) => props.onChange({ ...options, [field.key]: next });
  const common = {
    label: field.label,
    description: field.help,
    error: props.errorOf(field.key),
    disabled: disabled ?? false,
  };
  switch (field.kind) {
    case 'choice':
      return <ChoiceField {...props} field={field} />;
    case 'choices':
      return <ChoicesField {...props} field={field} />;
    case 'number':
      return (
        <NumberField
          {...common}
          min={field.least}
          max={field.most}
          allowDecimal={false}
          suffix={field.unit ? ` ${field.unit}` : ''}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => set(next === '' ? null : Number(next))}
          styles={NARROW}
        />
      );
    case 'date':
      return (
        <TextInput
          {...common}
          type="date"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => set(event.currentTarget.value)}
          styles={NARROW}
        />
      );
    case 'text':
      return (
        <TextInput
          {...common}
          maxLength={field.most}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case 'switch':
      return (
        <Switch {...common} checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />
      );
    case 'posts':
      return (
        <PostsField
          {...common}
          most={field.most}
          accountId={props.accountId}
          chosen={listOf(value)}
          onChange={set}
        />
      );
    case 'dataset':
      return <DatasetField {...common} value={typeof value === 'string' ? value : ''} onChange={set} />;
    case 'server':
      return <ServerField {...common} value={textOf(value)} onChange={set} />;
    case 'server_dataset':
      return (
        <ServerDatasetField
          {...common}
          serverId={textOf(options[field.of])}
          value={textOf(value)}
          onChange={set}
        />
      );
    case 'column':
      return (
        <ColumnField
          {...common}
          of={placeOf(props, field)}
          suggests={field.suggests}
          value={textOf(value)}
          onChange={set}
        />
      );
  }
}

const textOf = (value: ReportOptions[string] | undefined): string => (typeof value === 'string' ? value : '');

/** Whose columns a field chooses from: those of a DataSet here, or on the server that is asked for instead. */
function placeOf({ fields, options }: OptionFieldsProps, field: Of<'column'>): ColumnsPlace {
  const there = applyingFields(fields, options).find(({ key }) => key === field.ofServer);
  if (there?.kind !== 'server_dataset') return { datasetId: textOf(options[field.of]) };
  return { serverId: textOf(options[there.of]), datasetId: textOf(options[there.key]).trim() };
}

/** One of several: open where they are few, so that help and reasons can be read. */
function ChoiceField({ field, options, errorOf, disabled, onChange }: OneProps<Of<'choice'>>) {
  const value = String(valueOf(field, options) ?? '');
  const set = (next: string) => onChange({ ...options, [field.key]: next });
  const common = { label: field.label, description: field.help, error: errorOf(field.key) };
  if (field.choices.length > OPEN_CHOICES) {
    return (
      <NativeSelect
        {...common}
        disabled={disabled ?? false}
        value={value}
        data={field.choices.map((choice) => ({
          value: choice.value,
          label: choice.unavailable ? `${choice.label} – ${choice.unavailable}` : choice.label,
          disabled: choice.unavailable !== undefined,
        }))}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  }
  return (
    <Radio.Group {...common} value={value} onChange={set}>
      <Stack gap={8} mt={6}>
        {field.choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            label={choice.label}
            description={choice.unavailable ?? choice.help}
            disabled={disabled || choice.unavailable !== undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Any of several, with one box for all that can be had. */
function ChoicesField({ field, options, errorOf, disabled, onChange }: OneProps<Of<'choices'>>) {
  const chosen = listOf(valueOf(field, options));
  const open = field.choices.filter((choice) => choice.unavailable === undefined);
  const set = (values: readonly string[]) =>
    // In the order of the menu, whatever the order of the clicks.
    onChange({
      ...options,
      [field.key]: field.choices.map(({ value }) => value).filter((value) => values.includes(value)),
    });
  const allChosen = open.length > 0 && open.every(({ value }) => chosen.includes(value));
  return (
    <Checkbox.Group
      label={field.label}
      description={field.help}
      error={errorOf(field.key)}
      value={allChosen ? [...chosen, ALL] : chosen}
      onChange={(values) => {
        if (values.includes(ALL) === allChosen || open.length <= 2) set(values);
        else set(allChosen ? [] : open.map(({ value }) => value));
      }}
    >
      <Stack gap={8} mt={6}>
        {open.length > 2 && (
          <Checkbox
            label={`${texts.all} (${texts.chosen(chosen.length, field.choices.length)})`}
            disabled={disabled ?? false}
            indeterminate={!allChosen && chosen.length > 0}
            value={ALL}
          />
        )}
        <div className={field.choices.length > LONG_LIST ? classes.columns : classes.boxes}>
          {field.choices.map((choice) => (
            <Checkbox
              key={choice.value}
              value={choice.value}
              label={choice.label}
              description={choice.unavailable ?? choice.help}
              disabled={disabled || choice.unavailable !== undefined}
              ml={open.length > 2 ? 24 : 0}
            />
          ))}
        </div>
      </Stack>
    </Checkbox.Group>
  );
}
