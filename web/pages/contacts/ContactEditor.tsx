import { SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core';
import type { Contact } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { emailProblem, orNull } from '../../lib/record-fields.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../settings/parts/index.ts';

interface Props {
  contact?: Contact;
  /** Called with the id when it is stored. */
  onSaved?: (id: string) => void;
  onClose: () => void;
}

const fields = [
  'jobTitle',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'relationship',
] as const;
const most: Partial<Record<(typeof fields)[number], number>> = { email: 200, phone: 50, language: 35 };

/** Makes a contact, or changes what is known of one. */
export function ContactEditor({ contact, onSaved, onClose }: Props) {
  const form = useEditForm({
    initial: {
      name: contact?.name ?? '',
      jobTitle: contact?.jobTitle ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      company: contact?.company ?? '',
      city: contact?.city ?? '',
      country: contact?.country ?? '',
      language: contact?.language ?? '',
      relationship: contact?.relationship ?? '',
      note: contact?.note ?? '',
      active: contact?.active ?? true,
    },
    check: ({ name, email }) => ({
      name: name.trim() === '' ? texts.needsName : undefined,
      email: emailProblem(email),
    }),
    save: async ({ name, note, active, ...rest }) => {
      const body = {
        name: name.trim(),
        note: orNull(note),
        active,
        jobTitle: orNull(rest.jobTitle),
        email: orNull(rest.email),
        phone: orNull(rest.phone),
        // A company that is linked stays so while its name is not changed.
        ...(rest.company !== (contact?.company ?? '') && { company: orNull(rest.company) }),
        city: orNull(rest.city),
        country: orNull(rest.country),
        language: orNull(rest.language),
        relationship: orNull(rest.relationship),
      };
      const { id } = await (contact
        ? api.contacts.update({ id: contact.id }, body)
        : api.contacts.create(body));
      await queryClient.invalidateQueries({ queryKey: ['records', 'contact'] });
      onSaved?.(id);
    },
  });
  return (
    <EditDrawer
      title={contact ? partTexts.editOf(contact.name) : texts.addContact}
      form={form}
      onClose={onClose}
    >
      <TextInput
        label={texts.name}
        maxLength={100}
        required
        data-autofocus
        dir="auto"
        {...form.text('name')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {fields.map((field) => (
          <TextInput
            key={field}
            label={texts[field]}
            description={field === 'company' ? texts.companyHint : undefined}
            maxLength={most[field] ?? 100}
            type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            dir="auto"
            {...form.text(field)}
          />
        ))}
      </SimpleGrid>
      <Textarea
        label={texts.note}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2000}
        dir="auto"
        {...form.text('note')}
      />
      <Switch
        label={texts.active}
        description={texts.activeHint}
        checked={form.values.active}
        onChange={(event) => form.set({ active: event.currentTarget.checked })}
      />
    </EditDrawer>
  );
}
