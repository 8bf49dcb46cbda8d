import { MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core';
import { deskTriggers, triggersV1, triggersV2, type Webhook } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

interface Props {
  webhook?: Webhook;
  /** With the id of what was saved. */
  onSaved?: (id: string) => void;
  onClose: () => void;
}

type Values = Pick<
  Webhook,
  | 'name'
  | 'target'
  | 'version'
  | 'triggers'
  | 'includeFullUser'
  | 'includeFullSource'
  | 'includeClient'
  | 'retryForDay'
>;

const fresh: Values = {
  name: '',
  target: '',
  version: 'v2',
  triggers: ['conversation:message'],
  includeFullUser: false,
  includeFullSource: false,
  includeClient: false,
  retryForDay: true,
};

/** Where a program is told, and of what. The version is chosen once. */
export function WebhookForm({ webhook, onSaved, onClose }: Props) {
  const form = useEditForm<Values>({
    initial: webhook ? valuesOf(webhook) : fresh,
    check: ({ target, triggers }) => ({
      target: target.trim() === '' ? texts.needsTarget : undefined,
      triggers: triggers.length === 0 ? texts.needsTriggers : undefined,
    }),
    save: async ({ version, ...values }) => {
      const body = { ...values, name: values.name.trim(), target: values.target.trim() };
      const saved = webhook
        ? await api.webhooks.update({ id: webhook.id }, body)
        : (await api.webhooks.create({ ...body, version })).webhook;
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] });
      onSaved?.(saved.id);
    },
  });
  const { values, set } = form;
  const known = values.version === 'v2' ? [...triggersV2, ...deskTriggers] : Object.keys(triggersV1);
  return (
    <EditDrawer title={webhook ? partTexts.editOf(webhook.name) : texts.add} form={form} onClose={onClose}>
      <TextInput
        label={texts.target}
        description={texts.targetHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        type="url"
        dir="ltr"
        maxLength={2_048}
        data-autofocus
        {...form.text('target')}
      />
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={100}
        dir="auto"
        {...form.text('name')}
      />
      {!webhook && (
        <NativeSelect
          label={texts.version}
          value={values.version}
          data={Object.entries(texts.versions).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            // The options are the versions.
            const version = event.currentTarget.value as Webhook['version'];
            set({ version, triggers: version === 'v2' ? ['conversation:message'] : ['message'] });
          }}
        />
      )}
      <MultiSelect
        label={texts.triggers}
        description={texts.triggersHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        searchable
        data={['*', ...known]}
        value={values.triggers}
        error={form.errorOf('triggers')}
        onChange={(triggers) => set({ triggers })}
      />
      <Switch
        label={texts.retryForDay}
        description={texts.retryForDayHint}
        checked={values.retryForDay}
        onChange={(event) => set({ retryForDay: event.currentTarget.checked })}
      />
      <Switch
        label={texts.includeFullUser}
        checked={values.includeFullUser}
        onChange={(event) => set({ includeFullUser: event.currentTarget.checked })}
      />
      {values.version === 'v2' ? (
        <Switch
          label={texts.includeFullSource}
          checked={values.includeFullSource}
          onChange={(event) => set({ includeFullSource: event.currentTarget.checked })}
        />
      ) : (
        <Switch
          label={texts.includeClient}
          checked={values.includeClient}
          onChange={(event) => set({ includeClient: event.currentTarget.checked })}
        />
      )}
    </EditDrawer>
  );
}

function valuesOf(webhook: Webhook): Values {
  const { name, target, version, triggers } = webhook;
  const { includeFullUser, includeFullSource, includeClient, retryForDay } = webhook;
  return { name, target, version, triggers, includeFullUser, includeFullSource, includeClient, retryForDay };
}
