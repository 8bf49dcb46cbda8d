import { NativeSelect, Radio, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { WorkStream, WorkStreamInput, WorkStreamSettings } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queuesQuery, refreshSetup } from '../../api/setup.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../pages/settings/parts/index.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { workTexts } from '../../texts/work.ts';
import { AssignmentFields } from './AssignmentFields.tsx';
import { CapacityFields } from './CapacityFields.tsx';
import { LevelFields } from './LevelFields.tsx';
import { TemplateFields } from './TemplateFields.tsx';
import { variableProblem, VariableFields } from './VariableFields.tsx';
import { WrapUpFields } from './WrapUpFields.tsx';

const texts = workTexts.streams;

/** What a group of fields of the settings gets. */
export interface SettingsFields {
  settings: WorkStreamSettings;
  set: (part: Partial<WorkStreamSettings>) => void;
  errorOf: (field: string) => string | undefined;
}

/** What can be set of a work stream; without `stream` it makes one, from `start`. */
export function WorkStreamForm(props: {
  stream?: WorkStream | undefined;
  start: WorkStreamInput;
  onClose: () => void;
}) {
  const { stream } = props;
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const form = useEditForm<WorkStreamInput>({
    initial: props.start,
    check: ({ name, settings }) => ({
      name: name.trim() === '' ? partTexts.needsName : undefined,
      'settings.contextVariables': settings.contextVariables.some(variableProblem)
        ? texts.variableWrong
        : undefined,
    }),
    save: async (values) => {
      await (stream
        ? api.streams.update({ id: stream.id }, { ...values, version: stream.version })
        : api.streams.create(values));
      await refreshSetup();
    },
  });
  const { values, set, errorOf } = form;
  const { settings } = values;
  const fields: SettingsFields = {
    settings,
    set: (part) => set({ settings: { ...settings, ...part } }),
    errorOf: (field) => errorOf(`settings.${field}`),
  };
  return (
    <EditDrawer
      title={stream ? partTexts.editOf(stream.name) : texts.add}
      form={form}
      onClose={props.onClose}
      size="xl"
    >
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <Textarea
        label={workTexts.description}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.text('description')}
      />
      <Radio.Group
        label={texts.mode}
        description={texts.modeFixed}
        value={values.mode}
        error={errorOf('mode')}
        onChange={(mode) => set({ mode: mode === 'push' ? 'push' : 'pick' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="push" label={texts.modeLong.push} disabled={stream !== undefined} />
          <Radio value="pick" label={texts.modeLong.pick} disabled={stream !== undefined} />
        </Stack>
      </Radio.Group>
      <NativeSelect
        label={texts.queue}
        description={texts.queueHint}
        data={queues.map((queue) => ({ value: queue.id, label: queue.name }))}
        value={values.queueId}
        error={errorOf('queueId')}
        onChange={(event) => set({ queueId: event.currentTarget.value })}
      />
      <CapacityFields {...fields} />
      <AssignmentFields {...fields} mode={values.mode} />
      <WrapUpFields {...fields} />
      <LevelFields {...fields} />
      <FieldGroup title={texts.customers}>
        <Switch
          label={texts.identifyByName}
          description={texts.identifyByNameHint}
          checked={settings.identifyByName}
          onChange={(event) => fields.set({ identifyByName: event.currentTarget.checked })}
        />
        <Switch
          label={texts.linkOnlyCase}
          checked={settings.linkOnlyCase}
          onChange={(event) => fields.set({ linkOnlyCase: event.currentTarget.checked })}
        />
        <Switch
          label={texts.automaticMessages}
          checked={settings.automaticMessages}
          onChange={(event) => fields.set({ automaticMessages: event.currentTarget.checked })}
        />
        <Switch
          label={texts.restrictTranscripts}
          checked={settings.restrictTranscripts}
          onChange={(event) => fields.set({ restrictTranscripts: event.currentTarget.checked })}
        />
      </FieldGroup>
      <FieldGroup title={texts.dispositionsTitle} hint={texts.dispositionsHint}>
        <TagsInput
          label={texts.dispositions}
          maxTags={100}
          value={settings.dispositions}
          error={fields.errorOf('dispositions')}
          onChange={(dispositions) => fields.set({ dispositions })}
        />
        <Switch
          label={texts.requireDisposition}
          checked={settings.requireDisposition}
          onChange={(event) => fields.set({ requireDisposition: event.currentTarget.checked })}
        />
      </FieldGroup>
      <VariableFields {...fields} />
      <TemplateFields {...fields} />
    </EditDrawer>
  );
}

export function inputOfStream(stream: WorkStream): WorkStreamInput {
  const { name, description, mode, queueId, settings } = stream;
  return { name, description, mode, queueId, settings };
}
