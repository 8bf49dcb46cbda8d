import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../client/index.ts';
import { describeError, tellDone } from '../shell/tell.ts';
import { entryTexts } from '../texts/entry.ts';
import { settingsTexts } from '../texts/settings.ts';

const texts = settingsTexts.preferences;

export function PasswordForm() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.session.changePassword({ current, next });
      setCurrent('');
      setNext('');
      tellDone(texts.passwordChanged);
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm" maw={320}>
        <PasswordInput
          label={texts.current}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          required
          withAsterisk={false}
          autoComplete="current-password"
        />
        <PasswordInput
          label={texts.next}
          description={entryTexts.passwordHint}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          required
          withAsterisk={false}
          minLength={10}
          maxLength={200}
          autoComplete="new-password"
        />
        {problem && (
          <Alert color="red" title={texts.cannotChangePassword} role="alert">
            {problem}
          </Alert>
        )}
        <Button type="submit" variant="default" loading={busy} style={{ alignSelf: 'flex-start' }}>
          {texts.change}
        </Button>
      </Stack>
    </form>
  );
}
