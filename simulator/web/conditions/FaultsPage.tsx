import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FaultInput, StreamDisconnectInput } from '../../../contract/control/faults.ts';
import {
  addFault,
  disconnectStreams,
  listFaults,
  removeAllFaults,
  removeFault,
  seedFaults,
} from '../api/conditions.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { faultTexts as texts } from '../texts/conditions.ts';
import { FaultForm } from './FaultForm.tsx';
import { FaultItem } from './FaultItem.tsx';
import { faultChoices, isChoice } from './fault-choices.ts';
import './conditions.css';

// The keys of the catalogue are the ways.
const hows = Object.keys(texts.hows) as StreamDisconnectInput['how'][];

function Streams() {
  const end = useAct({
    run: (how: StreamDisconnectInput['how']) => disconnectStreams({ how }),
    done: ({ disconnected }) => texts.disconnected(disconnected),
  });
  return (
    <Section title={texts.streams} lead={texts.streamsLead}>
      <div className="button-row">
        {hows.map((how) => (
          <Button key={how} size="xs" variant="default" onClick={() => end.mutate(how)}>
            {texts.hows[how]}
          </Button>
        ))}
      </div>
    </Section>
  );
}

function Dice({ seed }: { seed: number }) {
  const [typed, setTyped] = useState<number | null>(null);
  const reseed = useAct({ run: seedFaults, done: texts.reseeded, refresh: ['faults'] });
  return (
    <Section title={texts.dice} lead={texts.diceLead}>
      <div className="button-row">
        <NumberInput
          size="xs"
          aria-label={texts.seed}
          min={0}
          max={4_294_967_295}
          allowDecimal={false}
          value={typed ?? seed}
          onChange={(value) => setTyped(Number(value))}
        />
        <Button size="xs" variant="default" onClick={() => reseed.mutate(typed ?? seed)}>
          {texts.reseed}
        </Button>
      </div>
    </Section>
  );
}

/** What goes wrong: set now, ready-made, and one's own. */
export function FaultsPage() {
  const faults = useQuery({ queryKey: ['faults'], queryFn: listFaults });
  const refresh = ['faults'];
  const add = useAct({ run: (input: FaultInput) => addFault(input), done: texts.added, refresh });
  const remove = useAct({
    run: async (ids: string[]) => {
      for (const id of ids) await removeFault(id);
    },
    done: texts.removed,
    refresh,
  });
  const removeAll = useAct({ run: () => removeAllFaults(), done: texts.removedAll, refresh });
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="page-content">
        <Shown query={faults}>
          {({ faults: set, seed }) => (
            <>
              <Section
                title={`${texts.list} (${set.length})`}
                actions={
                  set.length > 1 && (
                    <ConfirmButton
                      size="compact-sm"
                      question={texts.removeAllQuestion}
                      harm={texts.removeAllHarm}
                      verb={texts.removeAll}
                      onConfirm={() => removeAll.mutate()}
                    >
                      {texts.removeAll}
                    </ConfirmButton>
                  )
                }
              >
                {set.length === 0 && <p className="dim">{texts.none}</p>}
                <ul className="cards">
                  {set.map((fault) => (
                    <FaultItem key={fault.id} fault={fault} onRemove={() => remove.mutate([fault.id])} />
                  ))}
                </ul>
              </Section>
              <Section title={texts.presets} lead={texts.presetsLead}>
                <div className="presets">
                  {faultChoices.map(({ name, input }) => {
                    const found = set.filter((fault) => isChoice(fault, input));
                    return (
                      <button
                        key={name}
                        type="button"
                        className="preset"
                        aria-pressed={found.length > 0}
                        onClick={() =>
                          found.length > 0 ? remove.mutate(found.map(({ id }) => id)) : add.mutate(input)
                        }
                      >
                        {name}
                      </button>
                    );
                  })}
                </div>
              </Section>
              <Section title={texts.set}>
                <FaultForm error={add.error} isSaving={add.isPending} onAdd={(input) => add.mutate(input)} />
              </Section>
              <Streams />
              <Dice key={seed} seed={seed} />
            </>
          )}
        </Shown>
      </div>
    </Page>
  );
}
