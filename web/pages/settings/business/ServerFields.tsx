import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { MailSetup } from '../../../../contract/api/index.ts';
import { NumberField } from '../../../forms/NumberField.tsx';
import { mailTexts as texts } from '../../../texts/mail.ts';
import type { EditForm } from '../parts/index.ts';
import settings from '../settings.module.css';
import type { MailValues } from './MailForm.tsx';

type Security = MailSetup['smtpSecurity'];
/** The usual ports of each way. */
const PORTS = {
  smtp: { tls: 465, starttls: 587, none: 25 },
  imap: { tls: 993, starttls: 143, none: 143 },
} satisfies Record<string, Record<Security, number>>;

/** A server with its user: the one that takes mails, or the one that holds the mailbox. */
export function ServerFields(props: {
  which: 'smtp' | 'imap';
  form: EditForm<MailValues>;
  hasPassword: boolean;
}) {
  const { which, form, hasPassword } = props;
  const { values, set, errorOf } = form;
  const security = values[`${which}Security`];
  const wrapper = ['label', 'input', 'description', 'error'] as (
    | 'label'
    | 'input'
    | 'description'
    | 'error'
  )[];
  return (
    <>
      <TextInput label={texts.host} required dir="ltr" maxLength={253} {...form.text(`${which}Host`)} />
      <NativeSelect
        label={texts.security}
        value={security}
        data={Object.entries(texts.securities).map(([value, label]) => ({ value, label }))}
        onChange={(event) => {
          // The options are these three.
          const chosen = event.currentTarget.value as Security;
          set({ [`${which}Security`]: chosen, [`${which}Port`]: PORTS[which][chosen] });
        }}
      />
      {security === 'none' && <p className={settings.dim}>{texts.plain}</p>}
      <NumberField
        label={texts.port}
        min={1}
        max={65_535}
        value={values[`${which}Port`]}
        error={errorOf(`${which}Port`)}
        onChange={(port) => set({ [`${which}Port`]: Number(port) })}
      />
      <TextInput
        label={texts.user}
        {...(which === 'smtp' && { description: texts.userHint })}
        required={which === 'imap'}
        inputWrapperOrder={wrapper}
        dir="ltr"
        autoComplete="off"
        maxLength={254}
        {...form.text(`${which}User`)}
      />
      <PasswordInput
        label={texts.password}
        {...(hasPassword && { description: texts.passwordKept })}
        inputWrapperOrder={wrapper}
        autoComplete="new-password"
        maxLength={1_000}
        {...form.text(`${which}Password`)}
      />
    </>
  );
}
