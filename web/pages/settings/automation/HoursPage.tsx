import { Badge } from '@mantine/core';
import { IconClockHour9 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperatingHours } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { formatDayAndTime } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { hoursTexts } from '../../../texts/hours.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { HoursDrawer } from './HoursDrawer.tsx';

export const hoursQuery = {
  queryKey: ['setup', 'hours'] as const,
  queryFn: () => api.hours.list(),
  // Who is open changes by itself.
  staleTime: 30_000,
};

const refresh = () => queryClient.invalidateQueries({ queryKey: hoursQuery.queryKey });

/** When queues and handles are open. */
export function HoursPage() {
  const query = useQuery(hoursQuery);
  const [open, setOpen] = useState<OperatingHours | 'new' | undefined>();
  const [removing, setRemoving] = useState<OperatingHours | undefined>();
  return (
    <>
      <ListPage
        title={hoursTexts.title}
        lead={hoursTexts.lead}
        query={query}
        items={query.data?.hours}
        textOf={(one) => `${one.name} ${one.timeZone}`}
        addLabel={hoursTexts.add}
        onAdd={() => setOpen('new')}
        empty={{
          icon: <IconClockHour9 size={28} stroke={1.5} />,
          title: hoursTexts.none,
          hint: hoursTexts.noneHint,
        }}
      >
        {(items) => (
          <RowList
            label={hoursTexts.title}
            items={items}
            nameOf={(one) => one.name}
            marksOf={(one) => (
              <Badge size="sm" variant="light" color={one.outlook.open ? 'green' : 'gray'}>
                {one.outlook.open ? hoursTexts.nowOpen : hoursTexts.nowClosed}
              </Badge>
            )}
            factsOf={(one) => <Facts hours={one} />}
            onOpen={setOpen}
            onDelete={setRemoving}
          />
        )}
      </ListPage>
      {open && (
        <HoursDrawer
          hours={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onSaved={() => void refresh()}
        />
      )}
      {removing && (
        <DeleteGuard
          id={removing.id}
          name={removing.name}
          findUses={() => Promise.resolve(removing.usedBy.map((name) => ({ kind: 'queue', id: name, name })))}
          remove={() => api.hours.remove({ id: removing.id })}
          onRemoved={() => void refresh()}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

function Facts({ hours }: { hours: OperatingHours }) {
  const [next] = hours.outlook.changes;
  const change = next
    ? `${next.change === 'opens' ? hoursTexts.opens : hoursTexts.closes} ${formatDayAndTime(next.at)}`
    : hoursTexts.neverChanges;
  const users = hours.usedBy.length > 0 ? hoursTexts.usedBy(hours.usedBy) : hoursTexts.unused;
  return (
    <>
      {hours.timeZone} · {change} · {users}
    </>
  );
}
