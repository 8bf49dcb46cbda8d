import { Button, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Handle } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { workStreamsQuery } from '../api/queries.ts';
import { describeError } from '../shell/tell.ts';
import { languageOptions } from '../lib/languages.ts';
import { accountTexts } from '../texts/connect.ts';
import { commonTexts } from '../texts/everywhere.ts';

/** A handle's name, language, work stream and switches. */
export function HandleForm({ handle, onDone }: { handle: Handle; onDone: () => void }) {
  const [values, setValues] = useState({
    name: handle.name,
    language: handle.language,
    workStreamId: handle.workStreamId,
    filesFromCustomers: handle.filesFromCustomers,
    filesFromAgents: handle.filesFromAgents,
    enabled: handle.enabled,
  });
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const streams = useQuery(workStreamsQuery).data?.workStreams ?? [];
  const set = (part: Partial<typeof values>) => setValues((now) => ({ ...now, ...part }));
  const save = async () => {
    setBusy(true);
    try {
      await api.handles.update({ id: handle.id }, { ...values, name: values.name.trim() });
      onDone();
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
      <Stack gap="sm" mt="md" maw={420}>
        <TextInput
          label={accountTexts.handleName}
          required
          withAsterisk={false}
          maxLength={100}
          value={values.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={accountTexts.language}
          value={values.language}
          data={languageOptions(values.language)}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
        <NativeSelect
          label={accountTexts.workStream}
          value={values.workStreamId}
          data={streams.map((stream) => ({ value: stream.id, label: stream.name }))}
          onChange={(event) => set({ workStreamId: event.currentTarget.value })}
        />
        <Switch
          label={accountTexts.filesFromAgents}
          checked={values.filesFromAgents}
          onChange={(event) => set({ filesFromAgents: event.currentTarget.checked })}
        />
        <Switch
          label={accountTexts.filesFromCustomers}
          checked={values.filesFromCustomers}
          onChange={(event) => set({ filesFromCustomers: event.currentTarget.checked })}
        />
        <Switch
          label={accountTexts.enabled}
          checked={values.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        {problem && (
          <p role="alert" style={{ margin: 0, color: 'var(--bad)' }}>
            {problem}
          </p>
        )}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy} disabled={values.name.trim() === ''}>
            {commonTexts.save}
          </Button>
          <Button size="xs" variant="default" onClick={onDone}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
