import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FaultInput } from '../../../contract/control/faults.ts';
import { api } from '../api/messages.ts';
import { faultChoices, isChoice } from '../conditions/fault-choices.ts';
import { texts } from '../texts/messages.ts';

/** Switches for what goes wrong. */
export function FaultPanel() {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['faults'] });
  const faults = useQuery({ queryKey: ['faults'], queryFn: api.listFaults, refetchInterval: 5_000 });
  const set = faults.data?.faults ?? [];
  const add = useMutation({ mutationFn: (input: FaultInput) => api.addFault(input), onSettled: refresh });
  const remove = useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await api.removeFault(id);
    },
    onSettled: refresh,
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{texts.faults}</h2>
        {set.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => remove.mutate(set.map(({ id }) => id))}>
            {texts.reset}
          </Button>
        )}
      </div>
      <div className="faults">
        {faultChoices.map(({ name, input }) => {
          const found = set.filter((fault) => isChoice(fault, input));
          return (
            <Switch
              key={name}
              size="xs"
              label={name}
              checked={found.length > 0}
              onChange={() =>
                found.length > 0 ? remove.mutate(found.map(({ id }) => id)) : add.mutate(input)
              }
            />
          );
        })}
      </div>
    </section>
  );
}
