import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Contact } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { describeError } from '../shell/tell.ts';
import { customerTexts } from '../texts/customer.ts';
import { commonTexts } from '../texts/everywhere.ts';

interface Props {
  contact?: Contact;
  customerId?: string;
  name?: string;
  onSaved: () => void;
  onCancel: () => void;
}

/** Makes a contact for a customer, or changes one. */
export function ContactForm({ contact, customerId, name = '', onSaved, onCancel }: Props) {
  const [values, setValues] = useState({
    name: contact?.name ?? name,
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    company: contact?.company ?? '',
    note: contact?.note ?? '',
  });
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const field = (key: keyof typeof values, maxLength: number) => ({
    size: 'xs' as const,
    label: customerTexts[key],
    value: values[key],
    maxLength,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [key]: value }));
    },
  });
  const save = async () => {
    setBusy(true);
    const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
    const body = {
      name: values.name.trim(),
      email: orNull(values.email),
      phone: orNull(values.phone),
      company: orNull(values.company),
      note: orNull(values.note),
    };
    try {
      if (contact) await api.contacts.update({ id: contact.id }, body);
      else await api.contacts.create({ ...body, ...(customerId ? { customerId } : {}) });
      onSaved();
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap={6}>
        <TextInput {...field('name', 100)} required data-autofocus />
        <TextInput {...field('email', 200)} type="email" />
        <TextInput {...field('phone', 50)} type="tel" />
        <TextInput {...field('company', 100)} />
        <Textarea {...field('note', 2_000)} autosize minRows={2} maxRows={6} />
        {problem && (
          <p role="alert" style={{ margin: 0, color: 'var(--bad)', fontSize: 12 }}>
            {problem}
          </p>
        )}
        <Group gap={6}>
          <Button type="submit" size="compact-sm" loading={busy} disabled={values.name.trim() === ''}>
            {contact ? commonTexts.save : customerTexts.create}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
