import { Button, NativeSelect } from '@mantine/core';
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlScenario } from '../../../contract/control/scenarios.ts';
import { deleteScenario, listScenarios, runScenario } from '../api/scenarios.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { duration } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { scenarioTexts as texts } from '../texts/scenarios.ts';

// In this order: number-like keys of a record come sorted.
const SPEEDS = ['1', '10', '60', '0'] as const;

function Scenario({ scenario, onRun }: { scenario: ControlScenario; onRun: (name: string) => void }) {
  const { name, title, about, origin, steps, people, lengthMs } = scenario;
  const remove = useAct({ run: () => deleteScenario(name), done: texts.deleted, refresh: ['scenarios'] });
  return (
    <li className="card card-tall">
      <div className="row-words">
        <span className="strong">{title}</span>
        <span className="card-about">{about}</span>
        <span className="tags">
          <Tag tone={origin === 'built-in' ? 'plain' : 'accent'}>{texts.origins[origin]}</Tag>
          <Tag>{texts.size(steps, people)}</Tag>
          <Tag>{duration(lengthMs)}</Tag>
        </span>
      </div>
      <div className="button-row">
        <Button
          size="compact-sm"
          leftSection={<IconPlayerPlay size={13} />}
          aria-label={`${texts.run}: ${title}`}
          onClick={() => onRun(name)}
        >
          {texts.run}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          component="a"
          href={`/_control/scenarios/${name}`}
          download={`${name}.json`}
          leftSection={<IconDownload size={13} />}
        >
          {texts.download}
        </Button>
        {origin !== 'built-in' && (
          <ConfirmButton
            size="compact-sm"
            question={texts.deleteQuestion}
            harm={texts.deleteHarm}
            verb={texts.delete}
            onConfirm={() => remove.mutate()}
          >
            {texts.delete}
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}

/** Named scripts, to run at a chosen speed. */
export function ScenarioList() {
  const scenarios = useQuery({ queryKey: ['scenarios'], queryFn: listScenarios });
  const [account, setAccount] = useState<string | null>(null);
  const [speed, setSpeed] = useState<string>('10');
  const run = useAct({
    run: (name: string) =>
      runScenario(name, { speed: Number(speed), ...(account === null ? {} : { account }) }),
    done: ({ title }) => texts.started(title),
    refresh: ['runs'],
  });
  return (
    <Section title={texts.scenarios} lead={texts.scenariosLead}>
      <div className="form-pair narrow-form">
        <PersonPicker
          label={texts.account}
          description={texts.accountHelp}
          value={account}
          onChange={setAccount}
        />
        <NativeSelect
          label={texts.speed}
          description=" "
          data={SPEEDS.map((value) => ({ value, label: texts.speeds[value] }))}
          value={speed}
          onChange={({ currentTarget }) => setSpeed(currentTarget.value)}
        />
      </div>
      <Shown
        query={scenarios}
        isEmpty={(found) => found.length === 0}
        empty={<p className="dim">{texts.none}</p>}
      >
        {(found) => (
          <ul className="cards">
            {found.map((scenario) => (
              <Scenario key={scenario.name} scenario={scenario} onRun={(name) => run.mutate(name)} />
            ))}
          </ul>
        )}
      </Shown>
    </Section>
  );
}
