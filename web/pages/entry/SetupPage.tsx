import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { entryTexts } from '../../texts/entry.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { useEntryForm } from './use-entry-form.ts';

/** First run: the workspace and its first administrator. */
export function SetupPage() {
  const [values, setValues] = useState({ workspaceName: '', name: '', email: '', password: '' });
  const form = useEntryForm(() => api.session.setUp(values));
  const field = (key: keyof typeof values) => ({
    required: true,
    withAsterisk: false,
    value: values[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [key]: value }));
    },
  });
  const tooShort = values.password !== '' && values.password.length < 10;
  return (
    <EntryFrame title={entryTexts.setupTitle} lead={entryTexts.setupLead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!tooShort) void form.send();
        }}
      >
        <Stack gap="sm">
          <TextInput
            {...field('workspaceName')}
            label={entryTexts.workspaceName}
            description={entryTexts.workspaceHint}
            maxLength={100}
            autoFocus
            autoComplete="organization"
          />
          <TextInput {...field('name')} label={entryTexts.name} maxLength={100} autoComplete="name" />
          <TextInput
            {...field('email')}
            label={entryTexts.email}
            type="email"
            maxLength={200}
            autoComplete="email"
          />
          <PasswordInput
            {...field('password')}
            label={entryTexts.password}
            description={entryTexts.passwordHint}
            error={tooShort && entryTexts.shortPassword}
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
          />
          {form.problem && (
            <Alert color="red" title={entryTexts.cannotSetup} role="alert">
              {form.problem}
            </Alert>
          )}
          <Button type="submit" loading={form.busy} size="md">
            {entryTexts.setupDo}
          </Button>
        </Stack>
      </form>
    </EntryFrame>
  );
}
