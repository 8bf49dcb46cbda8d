import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimeoutRule, TimeoutRuleInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { workStreamsQuery } from '../../../api/queries.ts';
import { automaticTexts } from '../../../texts/automatic.ts';
import { timeoutTexts as texts } from '../../../texts/timeout-rules.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';
import { LanguageBar, without } from './LanguageBar.tsx';
import classes from './automation.module.css';
import { NumberField } from '../../../forms/NumberField.tsx';

type Unit = keyof typeof texts.units;
const UNITS: readonly Unit[] = [1, 60, 1440];

/** The largest unit in which a time is a whole number. */
export function unitOf(minutes: number): Unit {
  return UNITS.findLast((unit) => minutes % unit === 0) ?? 1;
}

const fresh: TimeoutRuleInput = {
  name: '',
  active: true,
  silenceOf: 'customer',
  workStreamId: null,
  afterMinutes: 1_440,
  action: 'message_customer',
  defaultLanguage: 'en',
  texts: { en: '' },
};

function initialOf(rule: TimeoutRule | undefined): TimeoutRuleInput {
  if (!rule) return fresh;
  const { id: _id, ...input } = rule;
  return Object.keys(input.texts).length > 0 ? input : { ...input, texts: { [input.defaultLanguage]: '' } };
}

interface Props {
  rule: TimeoutRule | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** One timeout rule. */
export function TimeoutRuleDrawer({ rule, onClose, onSaved }: Props) {
  const form = useEditForm<TimeoutRuleInput>({
    initial: initialOf(rule),
    check: (values) => ({
      name: values.name.trim() === '' ? texts.nameMissing : undefined,
      texts:
        values.action.startsWith('message') && !values.texts[values.defaultLanguage]?.trim()
          ? automaticTexts.textMissing(values.defaultLanguage)
          : undefined,
    }),
    save: (values) => {
      const filled = Object.entries(values.texts).filter(([, text]) => text.trim() !== '');
      const body = { ...values, texts: Object.fromEntries(filled) };
      return rule ? api.timeoutRules.update({ id: rule.id }, body) : api.timeoutRules.create(body);
    },
  });
  const { values, set } = form;
  const [unit, setUnit] = useState<Unit>(unitOf(values.afterMinutes));
  const [language, setLanguage] = useState(values.defaultLanguage);
  const streams = useQuery(workStreamsQuery).data?.workStreams ?? [];
  const options = <T extends string>(names: Readonly<Record<T, string>>) =>
    Object.entries<string>(names).map(([value, label]) => ({ value, label }));
  return (
    <EditDrawer title={rule?.name ?? texts.newTitle} form={form} onClose={onClose} onSaved={onSaved}>
      <TextInput label={texts.name} maxLength={100} required withAsterisk={false} {...form.text('name')} />
      <Switch
        label={texts.active}
        checked={values.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <NativeSelect
        label={texts.silenceOf}
        value={values.silenceOf}
        data={options(texts.silences)}
        onChange={(event) => set({ silenceOf: event.currentTarget.value === 'agent' ? 'agent' : 'customer' })}
      />
      <div className={classes.bar}>
        <NumberField
          label={texts.after}
          min={1}
          max={525_600 / unit}
          value={values.afterMinutes / unit}
          onChange={(value) => set({ afterMinutes: Math.max(1, Math.round(Number(value) || 1)) * unit })}
        />
        <NativeSelect
          label={texts.unit}
          value={String(unit)}
          data={options(texts.units)}
          onChange={(event) => {
            const next = UNITS.find((one) => String(one) === event.currentTarget.value) ?? 1;
            set({ afterMinutes: Math.min(525_600, Math.round(values.afterMinutes / unit) * next) });
            setUnit(next);
          }}
        />
      </div>
      <NativeSelect
        label={texts.workStream}
        value={values.workStreamId ?? ''}
        data={[
          { value: '', label: texts.everyStream },
          ...streams.map((stream) => ({ value: stream.id, label: stream.name })),
        ]}
        onChange={(event) => set({ workStreamId: event.currentTarget.value || null })}
      />
      <NativeSelect
        label={texts.action}
        value={values.action}
        error={form.errorOf('action')}
        data={options(texts.actions)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          // The options are the actions' own words.
          set({ action: value as TimeoutRuleInput['action'] });
        }}
      />
      {values.action.startsWith('message') && (
        <>
          <LanguageBar
            languages={Object.keys(values.texts)}
            shown={language}
            standard={values.defaultLanguage}
            onShow={setLanguage}
            onAdd={(added) => {
              set({ texts: { ...values.texts, [added]: '' } });
              setLanguage(added);
            }}
            onRemove={(removed) => {
              set({ texts: without(values.texts, removed) });
              setLanguage(values.defaultLanguage);
            }}
            onStandard={(defaultLanguage) => set({ defaultLanguage })}
          />
          <Textarea
            label={texts.text}
            autosize
            minRows={2}
            maxLength={2_000}
            dir="auto"
            error={form.errorOf('texts')}
            value={values.texts[language] ?? ''}
            onChange={(event) => set({ texts: { ...values.texts, [language]: event.currentTarget.value } })}
          />
        </>
      )}
    </EditDrawer>
  );
}
