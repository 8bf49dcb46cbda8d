import { Badge, Button, Checkbox, Group } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentSetup } from '../../../../contract/api/index.ts';
import { agentsQuery } from '../../../api/setup.ts';
import { AgentForm } from '../../../forms/agent/AgentForm.tsx';
import { AgentsChangeForm } from '../../../forms/agent/AgentsChangeForm.tsx';
import { staffTexts } from '../../../texts/staff.ts';
import { ListPage, RowList } from '../parts/index.ts';

const texts = staffTexts.agents;

/** Members as distribution sees them; several can be changed at once. */
export function AgentsPage() {
  const query = useQuery(agentsQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [layer, setLayer] = useState<{ edit: AgentSetup } | 'many' | undefined>();
  const choose = (ids: readonly string[], wanted: boolean) =>
    setChosen((now) => new Set(wanted ? [...now, ...ids] : [...now].filter((id) => !ids.includes(id))));
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.items.map((agent) => ({ ...agent, id: agent.memberId }))}
        textOf={(agent) => `${agent.name} ${agent.email}`}
        empty={{ icon: <IconUsers size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
        more={
          chosen.size > 0 && (
            <Button size="xs" onClick={() => setLayer('many')}>
              {texts.changeSelected} ({chosen.size})
            </Button>
          )
        }
      >
        {(items) => {
          const ids = items.map((agent) => agent.id);
          const all = ids.every((id) => chosen.has(id));
          return (
            <>
              <Group mb={4} pl={4}>
                <Checkbox
                  label={texts.selectAll}
                  checked={all}
                  indeterminate={!all && ids.some((id) => chosen.has(id))}
                  onChange={() => choose(ids, !all)}
                />
                <span role="status">{chosen.size > 0 && texts.selected(chosen.size)}</span>
              </Group>
              <RowList
                label={texts.title}
                items={items}
                nameOf={(agent) => agent.name}
                marksOf={(agent) => !agent.active && <Badge color="gray">{texts.inactive}</Badge>}
                factsOf={(agent) =>
                  texts.facts(agent.capacityUnits, agent.queueIds.length, agent.skills.length)
                }
                onOpen={(edit) => setLayer({ edit })}
                leadOf={(agent) => (
                  <Checkbox
                    aria-label={texts.select(agent.name)}
                    checked={chosen.has(agent.id)}
                    onChange={(event) => choose([agent.id], event.currentTarget.checked)}
                  />
                )}
              />
            </>
          );
        }}
      </ListPage>
      {typeof layer === 'object' && <AgentForm agent={layer.edit} onClose={() => setLayer(undefined)} />}
      {layer === 'many' && (
        <AgentsChangeForm
          memberIds={[...chosen]}
          onClose={() => setLayer(undefined)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  );
}
