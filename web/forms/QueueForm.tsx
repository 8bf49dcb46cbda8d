import { Alert, MultiSelect, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AssignmentMethod, Queue, QueueInput, QueueSettings } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { hoursChoiceQuery, queuesQuery, refreshSetup, teamsQuery } from '../api/setup.ts';
import { useMembers } from '../lib/members.ts';
import { overflowChecks } from '../lib/overflow-rules.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../pages/settings/parts/index.ts';
import { partTexts } from '../texts/settings-parts.ts';
import { workTexts } from '../texts/work.ts';
import { OverflowFields } from './queue/OverflowFields.tsx';
import { NumberField } from './NumberField.tsx';

const texts = workTexts.queues;

export const newQueue: QueueInput = {
  name: '',
  description: '',
  priority: 100,
  openToAll: false,
  hoursId: null,
  memberIds: [],
  teamIds: [],
  settings: {
    assignment: 'highest_capacity',
    overflow: [],
    serviceLevelSeconds: 180,
    prioritisation: 'priority_then_age',
  },
};

const optionsOf = (names: object) =>
  Object.entries(names).map(([value, label]) => ({ value, label: String(label) }));

/** What can be set of a queue; without `queue` it makes one, from `start`. */
export function QueueForm(props: { queue?: Queue | undefined; start?: QueueInput; onClose: () => void }) {
  const { queue } = props;
  const { active } = useMembers();
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const hours = useQuery(hoursChoiceQuery).data?.hours ?? [];
  const form = useEditForm<QueueInput>({
    initial: queue ? inputOf(queue) : (props.start ?? newQueue),
    check: ({ name, settings }) => ({
      name: name.trim() === '' ? partTexts.needsName : undefined,
      ...overflowChecks(settings.overflow),
    }),
    save: async (values) => {
      await (queue
        ? api.queues.update({ id: queue.id }, { ...values, version: queue.version })
        : api.queues.create(values));
      await refreshSetup();
    },
  });
  const { values, set, errorOf } = form;
  const setSettings = (part: Partial<QueueSettings>) => set({ settings: { ...values.settings, ...part } });
  return (
    <EditDrawer title={queue ? partTexts.editOf(queue.name) : texts.add} form={form} onClose={props.onClose}>
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <Textarea
        label={workTexts.description}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.text('description')}
      />
      <FieldGroup title={texts.who}>
        <Switch
          label={texts.openToAll}
          description={queue?.isDefault ? texts.standardHint : texts.openToAllHint}
          checked={values.openToAll}
          disabled={queue?.isDefault ?? false}
          error={errorOf('openToAll')}
          onChange={(event) => set({ openToAll: event.currentTarget.checked })}
        />
        <MultiSelect
          label={texts.members}
          searchable
          data={active.map((member) => ({ value: member.id, label: member.name }))}
          value={values.memberIds}
          error={errorOf('memberIds')}
          onChange={(memberIds) => set({ memberIds })}
        />
        {!values.openToAll && values.memberIds.length + values.teamIds.length === 0 && (
          <Alert color="yellow" role="status" icon={<IconAlertTriangle size={18} />}>
            {texts.nobodyBelongs}
          </Alert>
        )}
        <MultiSelect
          label={texts.teams}
          description={texts.teamsHint}
          searchable
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={values.teamIds}
          error={errorOf('teamIds')}
          onChange={(teamIds) => set({ teamIds })}
        />
      </FieldGroup>
      <FieldGroup title={texts.how}>
        <NumberField
          label={texts.priority}
          description={texts.priorityHint}
          min={1}
          max={1000}
          value={values.priority}
          error={errorOf('priority')}
          onChange={(priority) => set({ priority: Number(priority) })}
        />
        <NativeSelect
          label={texts.assignment}
          data={optionsOf(texts.assignments)}
          value={values.settings.assignment}
          // The options are the methods' own words.
          onChange={(event) => setSettings({ assignment: event.currentTarget.value as AssignmentMethod })}
        />
        <NativeSelect
          label={texts.prioritisation}
          data={optionsOf(texts.prioritisations)}
          value={values.settings.prioritisation}
          onChange={(event) =>
            setSettings({ prioritisation: event.currentTarget.value === 'age' ? 'age' : 'priority_then_age' })
          }
        />
      </FieldGroup>
      <FieldGroup title={texts.time}>
        <NativeSelect
          label={texts.hours}
          data={[
            { value: '', label: texts.hoursAlways },
            ...hours.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={values.hoursId ?? ''}
          error={errorOf('hoursId')}
          onChange={(event) => set({ hoursId: event.currentTarget.value || null })}
        />
        <NumberField
          label={texts.serviceLevel}
          description={texts.serviceLevelHint}
          min={1}
          max={604800}
          value={values.settings.serviceLevelSeconds}
          error={errorOf('settings.serviceLevelSeconds')}
          onChange={(seconds) => setSettings({ serviceLevelSeconds: Number(seconds) })}
        />
      </FieldGroup>
      <OverflowFields
        rules={values.settings.overflow}
        queues={queues.filter(({ id }) => id !== queue?.id)}
        isDefault={queue?.isDefault ?? false}
        hasHours={values.hoursId !== null}
        errorOf={errorOf}
        onChange={(overflow) => setSettings({ overflow })}
      />
    </EditDrawer>
  );
}

export function inputOf(queue: Queue): QueueInput {
  const { name, description, priority, openToAll, hoursId, memberIds, teamIds, settings } = queue;
  return { name, description, priority, openToAll, hoursId, memberIds, teamIds, settings };
}
