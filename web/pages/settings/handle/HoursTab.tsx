import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Handle } from '../../../../contract/api/index.ts';
import { hoursChoiceQuery, queuesQuery, streamsQuery } from '../../../api/setup.ts';
import { accountTexts as texts } from '../../../texts/connect.ts';
import { useEditForm } from '../parts/index.ts';
import settings from '../settings.module.css';
import { HandleSection, saveHandle } from './HandleSection.tsx';

/** When a handle is open, and whether its queue says otherwise. */
export function HoursTab({ handle }: { handle: Handle }) {
  const hours = useQuery(hoursChoiceQuery).data?.hours ?? [];
  const streams = useQuery(streamsQuery).data?.items;
  const queues = useQuery(queuesQuery).data?.items;
  const form = useEditForm({
    initial: { hoursId: handle.hoursId ?? '' },
    save: ({ hoursId }) => saveHandle(handle, { hoursId: hoursId || null }),
  });
  const { hoursId } = form.values;
  const chosen = hours.find(({ id }) => id === hoursId);
  const stream = streams?.find(({ id }) => id === handle.workStreamId);
  const queue = queues?.find(({ id }) => id === stream?.queueId);
  const ofQueue = hours.find(({ id }) => id === queue?.hoursId);
  return (
    <HandleSection title={texts.hours} hint={texts.hoursHint} form={form}>
      <NativeSelect
        label={texts.hours}
        value={hoursId}
        data={[
          { value: '', label: texts.hoursAlways },
          ...hours.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => form.set({ hoursId: event.currentTarget.value })}
      />
      {chosen && (
        <p className={settings.dim} role="status">
          {chosen.outlook.open ? texts.nowOpen : texts.nowClosed} · {chosen.timeZone}
        </p>
      )}
      {queue && (
        <p className={settings.dim}>
          {ofQueue ? texts.hoursOfQueue(queue.name, ofQueue.name) : texts.hoursQueueNone(queue.name)}
        </p>
      )}
      <Link to="/settings/hours">{texts.toHours}</Link>
    </HandleSection>
  );
}
