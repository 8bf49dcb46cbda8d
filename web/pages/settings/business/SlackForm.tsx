import { Checkbox, MultiSelect, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SlackChannel } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { handlesQuery } from '../../../api/queries.ts';
import { queuesQuery } from '../../../api/setup.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { slackTexts as texts } from '../../../texts/slack.ts';
import { EditDrawer, type EditForm, FieldGroup, useEditForm } from '../parts/index.ts';

interface Props {
  channel?: SlackChannel;
  /** With the id of what was saved. */
  onSaved?: (id: string) => void;
  onClose: () => void;
}

const SECRETS = ['botToken', 'signingSecret', 'webhookUrl'] as const;
type Secret = (typeof SECRETS)[number];

interface Values extends Record<Secret, string> {
  name: string;
  channel: string;
  command: string;
  apiUrl: string;
  handleIds: string[];
  queueIds: string[];
  /** Stored secrets that go. */
  forgotten: Secret[];
}

/** How a channel is reached and what is shown in it. Secrets are written only: an empty field keeps what is stored. */
export function SlackForm({ channel, onSaved, onClose }: Props) {
  const { data: handles } = useQuery(handlesQuery);
  const { data: queues } = useQuery(queuesQuery);
  const form = useEditForm<Values>({
    initial: valuesOf(channel),
    check: ({ name, channel: id, command }) => ({
      name: name.trim() === '' ? partTexts.needsName : undefined,
      channel: /^[A-Za-z0-9]{0,40}$/.test(id.trim()) ? undefined : texts.badChannel,
      command: /^\/[a-z0-9_-]{1,31}$/.test(command.trim()) ? undefined : texts.badCommand,
    }),
    save: async ({ forgotten, handleIds, queueIds, ...words }) => {
      const body = {
        name: words.name.trim(),
        channel: words.channel.trim(),
        command: words.command.trim(),
        apiUrl: words.apiUrl.trim(),
        handleIds,
        queueIds,
        ...Object.fromEntries(
          SECRETS.flatMap((secret): [Secret, string | null][] => {
            if (forgotten.includes(secret)) return [[secret, null]];
            const given = words[secret].trim();
            return given === '' ? [] : [[secret, given]];
          }),
        ),
      };
      const saved = channel ? await api.slack.update({ id: channel.id }, body) : await api.slack.create(body);
      await queryClient.invalidateQueries({ queryKey: ['webhooks', 'slack'] });
      onSaved?.(saved.id);
    },
  });
  const { values, set } = form;
  const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
  return (
    <EditDrawer title={channel ? partTexts.editOf(channel.name) : texts.add} form={form} onClose={onClose}>
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        inputWrapperOrder={order}
        required
        maxLength={100}
        dir="auto"
        data-autofocus
        {...form.text('name')}
      />
      <FieldGroup title={texts.access}>
        <SecretInput name="botToken" form={form} has={channel?.hasBotToken ?? false} />
        <TextInput
          label={texts.channel}
          description={texts.channelHint}
          inputWrapperOrder={order}
          maxLength={40}
          dir="ltr"
          {...form.text('channel')}
        />
        <SecretInput name="signingSecret" form={form} has={channel?.hasSigningSecret ?? false} />
        <SecretInput name="webhookUrl" form={form} has={channel?.hasWebhookUrl ?? false} />
      </FieldGroup>
      <FieldGroup title={texts.what}>
        <MultiSelect
          label={texts.handles}
          description={texts.allHint}
          inputWrapperOrder={order}
          placeholder={values.handleIds.length === 0 ? texts.all : ''}
          data={(handles?.handles ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={values.handleIds}
          error={form.errorOf('handleIds')}
          onChange={(handleIds) => set({ handleIds })}
        />
        <MultiSelect
          label={texts.queues}
          description={texts.allHint}
          inputWrapperOrder={order}
          placeholder={values.queueIds.length === 0 ? texts.all : ''}
          searchable
          data={(queues?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={values.queueIds}
          error={form.errorOf('queueIds')}
          onChange={(queueIds) => set({ queueIds })}
        />
        <TextInput label={texts.command} maxLength={32} dir="ltr" {...form.text('command')} />
        <TextInput
          label={texts.apiUrl}
          description={texts.apiUrlHint}
          inputWrapperOrder={order}
          type="url"
          maxLength={2_048}
          dir="ltr"
          {...form.text('apiUrl')}
        />
      </FieldGroup>
    </EditDrawer>
  );
}

function SecretInput(props: { name: Secret; form: EditForm<Values>; has: boolean }) {
  const { name, form, has } = props;
  const { forgotten } = form.values;
  const isForgotten = forgotten.includes(name);
  return (
    <>
      <PasswordInput
        label={texts[name]}
        description={has && !isForgotten ? `${texts[`${name}Hint`]} ${texts.kept}` : texts[`${name}Hint`]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={name === 'webhookUrl' ? 2_048 : 200}
        disabled={isForgotten}
        dir="ltr"
        {...form.text(name)}
      />
      {has && (
        <Checkbox
          label={texts.forget(texts[name])}
          checked={isForgotten}
          onChange={(event) =>
            form.set({
              forgotten: event.currentTarget.checked
                ? [...forgotten, name]
                : forgotten.filter((one) => one !== name),
            })
          }
        />
      )}
    </>
  );
}

function valuesOf(channel: SlackChannel | undefined): Values {
  return {
    name: channel?.name ?? '',
    channel: channel?.channel ?? '',
    command: channel?.command ?? '/dm',
    apiUrl: channel?.apiUrl ?? 'https://slack.com/api',
    handleIds: channel?.handleIds ?? [],
    queueIds: channel?.queueIds ?? [],
    botToken: '',
    signingSecret: '',
    webhookUrl: '',
    forgotten: [],
  };
}
