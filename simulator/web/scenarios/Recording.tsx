import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordingChange } from '../../../contract/control/scenarios.ts';
import { changeRecording, readRecording } from '../api/scenarios.ts';
import { Section } from '../parts/Page.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { scenarioTexts as texts } from '../texts/scenarios.ts';

const LOOK_EVERY_MS = 1_000;
const said: Record<RecordingChange['action'], string> = {
  start: texts.recordStarted,
  stop: texts.recordKept,
  cancel: texts.recordCancelled,
};

/** Writes down a session as a scenario. */
export function Recording() {
  const [name, setName] = useState('');
  const state = useQuery({
    queryKey: ['recordings'],
    queryFn: readRecording,
    refetchInterval: ({ state: known }) => (known.data?.recording ? LOOK_EVERY_MS : false),
  });
  const change = useAct({
    run: (input: RecordingChange) => changeRecording(input),
    done: (_answer, { action }) => said[action],
    refresh: ['recordings', 'scenarios'],
  });
  return (
    <Section title={texts.record} lead={texts.recordLead}>
      <Shown query={state}>
        {({ recording }) =>
          recording ? (
            <div className="button-row" role="status">
              <span className="recording-mark" aria-hidden />
              <span>{texts.recording(recording.name, recording.steps)}</span>
              <Button size="xs" onClick={() => change.mutate({ action: 'stop' })}>
                {texts.recordStop}
              </Button>
              <Button size="xs" variant="default" onClick={() => change.mutate({ action: 'cancel' })}>
                {texts.recordCancel}
              </Button>
            </div>
          ) : (
            <form
              className="inline-form"
              onSubmit={(event) => {
                event.preventDefault();
                change.mutate({ action: 'start', ...(name === '' ? {} : { name }) });
              }}
            >
              <TextInput
                aria-label={texts.recordName}
                placeholder={texts.recordName}
                title={texts.recordNameHelp}
                pattern="[a-z0-9][a-z0-9\-]{0,59}"
                value={name}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <Button type="submit" variant="default" loading={change.isPending}>
                {texts.recordStart}
              </Button>
            </form>
          )
        }
      </Shown>
    </Section>
  );
}
