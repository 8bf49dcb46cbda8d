import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { MaskingRule, MaskingRuleInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { maskingTexts as texts } from '../../../texts/privacy.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';
import { TryBox } from './TryBox.tsx';

const fresh: MaskingRuleInput = {
  name: '',
  description: '',
  pattern: '',
  check: 'none',
  replacement: '#',
  direction: 'both',
  active: true,
};

interface Props {
  rule: MaskingRule | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** One rule, with a box to try it in before it is saved. */
export function MaskingRuleForm({ rule, onClose, onSaved }: Props) {
  const form = useEditForm<MaskingRuleInput>({
    initial: rule ? inputOf(rule) : fresh,
    save: (values) => (rule ? api.masking.update({ id: rule.id }, values) : api.masking.create(values)),
  });
  const { values, set } = form;
  return (
    <EditDrawer title={texts.edit} form={form} onClose={onClose} onSaved={onSaved}>
      <TextInput label={texts.name} required maxLength={100} {...form.text('name')} />
      <TextInput label={texts.description} maxLength={500} {...form.text('description')} />
      <Textarea
        label={texts.pattern}
        description={texts.patternHint}
        required
        autosize
        maxLength={1_000}
        spellCheck={false}
        styles={{ input: { fontFamily: 'monospace' } }}
        {...form.text('pattern')}
      />
      <NativeSelect
        label={texts.check}
        value={values.check}
        data={choices(texts.checks)}
        onChange={(event) => {
          const check = event.currentTarget.value;
          if (check === 'none' || check === 'luhn' || check === 'iban') set({ check });
        }}
      />
      <TextInput
        label={texts.replacement}
        description={texts.replacementHint}
        required
        maxLength={40}
        {...form.text('replacement')}
      />
      <NativeSelect
        label={texts.direction}
        value={values.direction}
        data={choices(texts.directions)}
        onChange={(event) => {
          const direction = event.currentTarget.value;
          if (direction === 'both' || direction === 'in' || direction === 'out') set({ direction });
        }}
      />
      <Switch
        label={texts.active}
        checked={values.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <TryBox label={texts.tryIt} draft={values} />
    </EditDrawer>
  );
}

const choices = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

function inputOf(rule: MaskingRule): MaskingRuleInput {
  const { name, description, pattern, check, replacement, direction, active } = rule;
  return { name, description, pattern, check, replacement, direction, active };
}
