import { Group, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { ConditionValue, RuleField, ValueShape } from '../../../contract/api/index.ts';
import { ruleTexts } from '../../texts/rules.ts';
import { NumberField } from '../../forms/NumberField.tsx';

interface Props {
  field: RuleField;
  shape: ValueShape;
  value: ConditionValue;
  /** What is wrong with it. */
  problem: string | undefined;
  onChange: (value: ConditionValue) => void;
}

type One = string | number | null;

/** The input that fits field and operator: a number takes a number only, a choice one of its list. */
export function ValueInput({ field, shape, value, problem, onChange }: Props) {
  if (shape === 'none') return null;
  if (shape === 'span') {
    const span = isSpan(value) ? value : { amount: 0, unit: 'hours' as const };
    return (
      <Group gap={6} wrap="nowrap" align="flex-start">
        <NumberField
          aria-label={ruleTexts.amount}
          w={90}
          min={1}
          allowDecimal={false}
          error={problem}
          value={span.amount}
          onChange={(amount) => onChange({ ...span, amount: Number(amount) || 0 })}
        />
        <NativeSelect
          aria-label={ruleTexts.unit}
          data={[
            { value: 'hours', label: ruleTexts.units.hours },
            { value: 'days', label: ruleTexts.units.days },
          ]}
          value={span.unit}
          onChange={(event) =>
            onChange({ ...span, unit: event.currentTarget.value === 'days' ? 'days' : 'hours' })
          }
        />
      </Group>
    );
  }
  if (shape === 'list') {
    const values = Array.isArray(value) ? value : [];
    const props = { 'aria-label': ruleTexts.values, value: values, error: problem, onChange };
    return field.free ? (
      <TagsInput {...props} data={field.choices?.map((choice) => choice.value) ?? []} maxTags={100} />
    ) : (
      <MultiSelect {...props} data={field.choices ?? []} searchable />
    );
  }
  if (shape === 'range') {
    const range = isRange(value) ? value : { from: null, to: null };
    const change = (part: { from?: One; to?: One }) => {
      const { from, to } = { ...range, ...part };
      // With an end that is still empty there is no range yet; both are kept as they are typed.
      onChange({ from: from ?? '', to: to ?? '' });
    };
    return (
      <Group gap={6} wrap="nowrap" align="flex-start">
        <OneInput
          field={field}
          label={ruleTexts.from}
          value={range.from}
          problem={problem}
          onChange={(from) => change({ from })}
        />
        <OneInput
          field={field}
          label={ruleTexts.to}
          value={range.to}
          problem={undefined}
          onChange={(to) => change({ to })}
        />
      </Group>
    );
  }
  if (field.type === 'boolean') {
    return (
      <NativeSelect
        aria-label={ruleTexts.value}
        error={problem}
        data={[
          { value: 'yes', label: ruleTexts.yes },
          { value: 'no', label: ruleTexts.no },
        ]}
        value={value === false ? 'no' : 'yes'}
        onChange={(event) => onChange(event.currentTarget.value === 'yes')}
      />
    );
  }
  const one = typeof value === 'string' || typeof value === 'number' ? value : null;
  return <OneInput field={field} label={ruleTexts.value} value={one} problem={problem} onChange={onChange} />;
}

interface OneProps {
  field: RuleField;
  label: string;
  value: One;
  problem: string | undefined;
  onChange: (value: One) => void;
}

function OneInput({ field, label, value, problem, onChange }: OneProps) {
  if (field.type === 'number') {
    return (
      <NumberField
        aria-label={label}
        thousandSeparator=","
        error={problem}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  }
  if (field.type === 'choice') {
    return (
      <NativeSelect
        aria-label={label}
        error={problem}
        data={[{ value: '', label: ruleTexts.choose }, ...(field.choices ?? [])]}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  }
  const type = field.type === 'time' ? 'date' : field.type === 'clock' ? 'time' : 'text';
  return (
    <TextInput
      aria-label={label}
      type={type}
      maxLength={500}
      error={problem}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}

function isSpan(value: ConditionValue): value is { amount: number; unit: 'hours' | 'days' } {
  return typeof value === 'object' && value !== null && 'amount' in value;
}

function isRange(value: ConditionValue): value is { from: string | number; to: string | number } {
  return typeof value === 'object' && value !== null && 'from' in value;
}
