import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readSeed, startSeed, stopSeed } from '../api/scenarios.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { scenarioTexts as texts } from '../texts/scenarios.ts';
import { Progress } from './Progress.tsx';

const LOOK_EVERY_MS = 400;

/** Fills this X with messages, up to millions, and shows how far it is. */
export function Seed() {
  const [messages, setMessages] = useState(100_000);
  const [people, setPeople] = useState<number | null>(null);
  const [days, setDays] = useState(30);
  const [account, setAccount] = useState<string | null>(null);
  const seed = useQuery({
    queryKey: ['seed'],
    queryFn: readSeed,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_EVERY_MS : false),
  });
  const start = useAct({
    run: () =>
      startSeed({
        messages,
        days,
        ...(people === null ? {} : { people }),
        ...(account === null ? {} : { accounts: [account] }),
      }),
    refresh: ['seed'],
    isSilent: true,
  });
  const stop = useAct({ run: () => stopSeed(), refresh: ['seed'] });
  return (
    <Section title={texts.seed} lead={texts.seedLead}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        <div className="form-pair">
          <NumberInput
            label={texts.messages}
            min={1}
            max={5_000_000}
            thousandSeparator
            allowDecimal={false}
            value={messages}
            onChange={(value) => setMessages(Number(value) || 1)}
          />
          <NumberInput
            label={texts.people}
            placeholder={texts.peopleHelp}
            min={1}
            max={500_000}
            thousandSeparator
            allowDecimal={false}
            value={people ?? ''}
            onChange={(value) => setPeople(value === '' ? null : Number(value))}
          />
          <NumberInput
            label={texts.days}
            min={1}
            max={3650}
            allowDecimal={false}
            value={days}
            onChange={(value) => setDays(Number(value) || 1)}
          />
          <PersonPicker label={texts.account} value={account} onChange={setAccount} />
        </div>
        <FormProblem error={start.error} />
        <Shown query={seed}>
          {(progress) => (
            <>
              {progress.state !== 'idle' && (
                <div role="status">
                  <Progress
                    done={progress.messagesDone}
                    all={progress.messages}
                    label={texts.seedProgress(progress.messagesDone, progress.messages)}
                  />
                  <span className="dim">
                    {texts.seedStates[progress.state]}:{' '}
                    {texts.seedProgress(progress.messagesDone, progress.messages)}{' '}
                    {progress.state === 'done' && texts.seedTook(progress.tookMs)} {progress.error}
                  </span>
                </div>
              )}
              <div className="form-foot">
                {progress.state === 'running' ? (
                  <Button variant="default" onClick={() => stop.mutate()}>
                    {texts.seedStop}
                  </Button>
                ) : (
                  <Button type="submit" variant="default" loading={start.isPending}>
                    {texts.seedStart}
                  </Button>
                )}
              </div>
            </>
          )}
        </Shown>
      </form>
    </Section>
  );
}
