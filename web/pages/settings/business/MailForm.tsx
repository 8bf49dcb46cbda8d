import { NativeSelect, Switch, TextInput } from '@mantine/core';
import type { MailSetup, MailSystem } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshSetup } from '../../../api/setup.ts';
import { NumberField } from '../../../forms/NumberField.tsx';
import { mailTexts as texts } from '../../../texts/mail.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../parts/index.ts';
import settings from '../settings.module.css';
import { AddressList } from './AddressList.tsx';
import { RouteFields } from './RouteFields.tsx';
import { ServerFields } from './ServerFields.tsx';

export type MailValues = MailSetup & { smtpPassword: string; imapPassword: string };

const fresh: MailSetup = {
  enabled: true,
  recipients: [],
  routes: [],
  fromName: '',
  fromAddress: '',
  replyAddress: '',
  copyAnswers: true,
  allowedSenders: [],
  mostFileMb: 10,
  smtpHost: '',
  smtpPort: 587,
  smtpSecurity: 'starttls',
  smtpUser: '',
  incoming: 'imap',
  imapHost: '',
  imapPort: 993,
  imapSecurity: 'tls',
  imapUser: '',
  imapFolder: 'INBOX',
};

interface Props {
  mail: MailSystem | null;
  listenerPort: number | null;
  onClose: () => void;
}

/** How conversations are mailed and answers come in. */
export function MailForm({ mail, listenerPort, onClose }: Props) {
  const form = useEditForm<MailValues>({
    initial: { ...(mail ? setupOf(mail) : startOf(listenerPort)), smtpPassword: '', imapPassword: '' },
    check: (values) => ({
      recipients: values.recipients.length + values.routes.length === 0 ? texts.needsRecipients : undefined,
      fromAddress: values.fromAddress.includes('@') ? undefined : texts.needsAddress,
      replyAddress: values.replyAddress.includes('@') ? undefined : texts.needsAddress,
      smtpHost: values.smtpHost.trim() === '' ? texts.needsHost : undefined,
      imapHost: values.incoming === 'imap' && values.imapHost.trim() === '' ? texts.needsHost : undefined,
    }),
    save: async ({ smtpPassword, imapPassword, ...values }) => {
      await api.mail.set({
        ...values,
        ...(smtpPassword !== '' && { smtpPassword }),
        ...(imapPassword !== '' && { imapPassword }),
      });
      await refreshSetup();
    },
  });
  const { values, set, errorOf } = form;
  const wrapper = ['label', 'input', 'description', 'error'] as (
    | 'label'
    | 'input'
    | 'description'
    | 'error'
  )[];
  return (
    <EditDrawer
      title={mail ? partTexts.editOf(texts.title) : texts.add}
      form={form}
      onClose={onClose}
      size="lg"
    >
      <Switch
        label={texts.on}
        description={texts.onHint}
        checked={values.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <FieldGroup title={texts.team}>
        <AddressList
          label={texts.recipients}
          description={texts.recipientsHint}
          value={values.recipients}
          error={errorOf('recipients')}
          onChange={(recipients) => set({ recipients })}
        />
        <Switch
          label={texts.copyAnswers}
          description={texts.copyAnswersHint}
          checked={values.copyAnswers}
          onChange={(event) => set({ copyAnswers: event.currentTarget.checked })}
        />
        <NumberField
          label={texts.mostFileMb}
          description={texts.mostFileMbHint}
          inputWrapperOrder={wrapper}
          min={0}
          max={25}
          value={values.mostFileMb}
          error={errorOf('mostFileMb')}
          onChange={(most) => set({ mostFileMb: Number(most) })}
        />
      </FieldGroup>
      <FieldGroup title={texts.routes} hint={texts.routesHint}>
        <RouteFields value={values.routes} error={errorOf('routes')} onChange={(routes) => set({ routes })} />
      </FieldGroup>
      <FieldGroup title={texts.smtp} hint={texts.smtpHint}>
        <ServerFields which="smtp" form={form} hasPassword={mail?.hasSmtpPassword ?? false} />
      </FieldGroup>
      <FieldGroup title={texts.from}>
        <TextInput
          label={texts.fromName}
          description={texts.fromNameHint}
          inputWrapperOrder={wrapper}
          dir="auto"
          maxLength={100}
          {...form.text('fromName')}
        />
        <TextInput
          label={texts.fromAddress}
          description={texts.fromAddressHint}
          inputWrapperOrder={wrapper}
          required
          type="email"
          dir="ltr"
          maxLength={254}
          {...form.text('fromAddress')}
        />
        <TextInput
          label={texts.replyAddress}
          description={texts.replyAddressHint}
          inputWrapperOrder={wrapper}
          required
          type="email"
          dir="ltr"
          maxLength={254}
          {...form.text('replyAddress')}
        />
        <AddressList
          label={texts.allowedSenders}
          description={texts.allowedSendersHint}
          value={values.allowedSenders}
          error={errorOf('allowedSenders')}
          onChange={(allowedSenders) => set({ allowedSenders })}
        />
        <NativeSelect
          label={texts.incoming}
          value={values.incoming}
          data={Object.entries(texts.incomings).map(([value, label]) => ({ value, label }))}
          // The options are these three.
          onChange={(event) => set({ incoming: event.currentTarget.value as MailSetup['incoming'] })}
        />
        {values.incoming === 'listener' && (
          <p className={settings.dim} role="status">
            {listenerPort === null ? texts.noListener : texts.listenerHint(listenerPort)}
          </p>
        )}
      </FieldGroup>
      {values.incoming === 'imap' && (
        <FieldGroup title={texts.incomings.imap} hint={texts.imapHint}>
          <ServerFields which="imap" form={form} hasPassword={mail?.hasImapPassword ?? false} />
          <TextInput label={texts.folder} dir="auto" maxLength={200} {...form.text('imapFolder')} />
        </FieldGroup>
      )}
    </EditDrawer>
  );
}

function startOf(listenerPort: number | null): MailSetup {
  return listenerPort === null ? fresh : { ...fresh, incoming: 'listener' };
}

function setupOf(mail: MailSystem): MailSetup {
  // The fields of the set-up, and no others, by the names in `fresh`.
  const names = Object.keys(fresh) as (keyof MailSetup)[];
  return Object.assign({}, ...names.map((name) => ({ [name]: mail[name] }))) as MailSetup;
}
