import { Button, NativeSelect, NumberInput, PasswordInput, Switch, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ControlUser, ControlUserChanges } from '../../../contract/control/users.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { peopleTexts as texts } from '../texts/people.ts';
import { shellTexts } from '../texts/shell.ts';

type Changes = ControlUserChanges & { password?: string };

interface Props {
  /** `null`: a new one. */
  user: ControlUser | null;
  error: unknown;
  isSaving: boolean;
  /** Gets what was changed only. */
  onSave: (changes: Changes) => void;
}

const badges = ['none', 'blue', 'business', 'government'] as const;
const flags = ['dmOpen', 'messageRequests', 'protected', 'suspended', 'locked', 'verified'] as const;

/** What of the form differs from what is known; empty optional texts are left out. */
const changesOf = (user: ControlUser | null, form: Changes): Changes =>
  Object.fromEntries(
    Object.entries(form).filter(([name, value]) => {
      const known: unknown = user ? Reflect.get(user, name) : undefined;
      return value !== known && !(value === '' && (known === undefined || known === ''));
    }),
  );

/** Everything that can be set about somebody. */
export function PersonForm({ user, error, isSaving, onSave }: Props) {
  const [form, setForm] = useState<Changes>({});
  const value: Changes = { dmOpen: true, verifiedType: 'none', ...user, ...form };
  const set = (changes: Changes) => setForm({ ...form, ...changes });
  const changes = changesOf(user, form);
  const text = (name: 'name' | 'username' | 'location' | 'url' | 'email', more: object = {}) => (
    <TextInput
      label={texts[name]}
      value={value[name] ?? ''}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
      {...more}
    />
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(changes);
      }}
    >
      <div className="form-pair">
        {text('name', {
          required: user === null,
          maxLength: 50,
          dir: 'auto',
          'data-autofocus': user === null,
        })}
        {text('username', { required: true, maxLength: 15, pattern: '[A-Za-z0-9_]{1,15}', leftSection: '@' })}
      </div>
      <Textarea
        label={texts.description}
        autosize
        minRows={2}
        maxLength={400}
        dir="auto"
        value={value.description ?? ''}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
      />
      <div className="form-pair">
        {text('location', { maxLength: 100 })}
        {text('url', { maxLength: 300 })}
      </div>
      <div className="form-switches">
        {flags.map((name) => (
          <Switch
            key={name}
            label={texts.flags[name][0]}
            description={texts.flags[name][1]}
            checked={value[name] ?? false}
            onChange={({ currentTarget }) => set({ [name]: currentTarget.checked })}
          />
        ))}
      </div>
      <div className="form-pair">
        <NativeSelect
          label={texts.verifiedType}
          data={badges.map((badge) => ({ value: badge, label: texts.verifiedTypes[badge] }))}
          value={value.verifiedType}
          onChange={({ currentTarget }) =>
            set({ verifiedType: badges.find((badge) => badge === currentTarget.value) })
          }
        />
        {text('email', { type: 'email', maxLength: 200 })}
      </div>
      <PasswordInput
        label={texts.password}
        description={user ? texts.passwordKept : texts.passwordHelp}
        autoComplete="new-password"
        value={form.password ?? ''}
        onChange={({ currentTarget }) => set({ password: currentTarget.value })}
      />
      <div className="form-pair">
        {(['extraFollowers', 'extraFollowing'] as const).map((name) => (
          <NumberInput
            key={name}
            label={texts[name]}
            min={0}
            thousandSeparator
            allowDecimal={false}
            value={value[name] ?? 0}
            onChange={(next) => set({ [name]: Number(next) })}
          />
        ))}
      </div>
      <FormProblem error={error} />
      <div className="form-foot">
        <Button
          type="submit"
          loading={isSaving}
          disabled={user !== null && Object.keys(changes).length === 0}
        >
          {user ? shellTexts.save : shellTexts.create}
        </Button>
      </div>
    </form>
  );
}
