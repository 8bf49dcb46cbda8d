import { Button, NativeSelect, Switch, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ControlApp, ControlAppChanges } from '../../../contract/control/apps.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { appTexts as texts } from '../texts/apps.ts';
import { shellTexts } from '../texts/shell.ts';

interface Props {
  /** `null`: a new one. */
  app: ControlApp | null;
  error: unknown;
  isSaving: boolean;
  onSave: (changes: ControlAppChanges) => void;
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What X's developer portal sets about an app, and what of X itself can be switched for it. */
export function AppForm({ app, error, isSaving, onSave }: Props) {
  const [form, setForm] = useState<ControlAppChanges>({});
  const [callbacks, setCallbacks] = useState((app?.callbacks ?? []).join('\n'));
  const [environments, setEnvironments] = useState((app?.environments ?? []).join('\n'));
  const set = (changes: ControlAppChanges) => setForm({ ...form, ...changes });
  const choice = <Name extends 'permission' | 'clientType' | 'tier' | 'v1Dm' | 'selfServeRules'>(
    name: Name,
    names: Record<NonNullable<ControlAppChanges[Name]>, string>,
    fallback: NonNullable<ControlAppChanges[Name]>,
  ) => (
    <NativeSelect
      label={texts[name]}
      data={Object.entries(names).map(([value, label]) => ({ value, label: String(label) }))}
      value={form[name] ?? app?.[name] ?? fallback}
      // The choices are the names of the record.
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
    />
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ ...form, callbacks: linesOf(callbacks), environments: linesOf(environments) });
      }}
    >
      <TextInput
        label={texts.name}
        required
        maxLength={100}
        data-autofocus={app === null}
        value={form.name ?? app?.name ?? ''}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <div className="form-pair">
        {choice('permission', texts.permissions, 'read-write-dm')}
        {choice('clientType', texts.clientTypes, 'confidential')}
        {choice('tier', texts.tiers, 'pay-per-use')}
        {choice('v1Dm', texts.v1Dms, 'enabled')}
        {choice('selfServeRules', texts.selfServe, 'off')}
      </div>
      <Textarea
        label={texts.callbacks}
        description={texts.callbacksHelp}
        autosize
        minRows={2}
        dir="ltr"
        value={callbacks}
        onChange={({ currentTarget }) => setCallbacks(currentTarget.value)}
      />
      <Textarea
        label={texts.environments}
        description={texts.environmentsHelp}
        autosize
        minRows={1}
        dir="ltr"
        value={environments}
        onChange={({ currentTarget }) => setEnvironments(currentTarget.value)}
      />
      <Switch
        label={texts.signInWithX}
        checked={form.signInWithX ?? app?.signInWithX ?? true}
        onChange={({ currentTarget }) => set({ signInWithX: currentTarget.checked })}
      />
      {app && (
        <Switch
          label={texts.isSuspended}
          checked={form.suspended ?? app.suspended}
          onChange={({ currentTarget }) => set({ suspended: currentTarget.checked })}
        />
      )}
      <FormProblem error={error} />
      <div className="form-foot">
        <Button type="submit" loading={isSaving}>
          {app ? shellTexts.save : shellTexts.create}
        </Button>
      </div>
    </form>
  );
}
