import { SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Company } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { emailProblem, orNull } from '../../lib/record-fields.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../settings/parts/index.ts';
import { FindRecord, type FoundRecord } from './FindRecord.tsx';

interface Props {
  company?: Company;
  onSaved?: (id: string) => void;
  onClose: () => void;
}

/** Makes a company, or changes what is known of one. */
export function CompanyEditor({ company, onSaved, onClose }: Props) {
  const [primaryName, setPrimaryName] = useState(company?.primaryContactName ?? '');
  const form = useEditForm({
    initial: {
      name: company?.name ?? '',
      number: company?.number ?? '',
      email: company?.email ?? '',
      phone: company?.phone ?? '',
      city: company?.city ?? '',
      primaryContactId: company?.primaryContactId ?? null,
      note: company?.note ?? '',
      active: company?.active ?? true,
    },
    check: ({ name, email }) => ({
      name: name.trim() === '' ? texts.needsName : undefined,
      email: emailProblem(email),
    }),
    save: async ({ name, number, email, phone, city, primaryContactId, note, active }) => {
      const body = {
        name: name.trim(),
        number: orNull(number),
        email: orNull(email),
        phone: orNull(phone),
        city: orNull(city),
        note: orNull(note),
        primaryContactId,
        active,
      };
      const { id } = await (company
        ? api.companies.update({ id: company.id }, body)
        : api.companies.create(body));
      await queryClient.invalidateQueries({ queryKey: ['records'] });
      onSaved?.(id);
    },
  });
  const { primaryContactId } = form.values;
  const setPrimary = (found: FoundRecord | undefined) => {
    setPrimaryName(found?.name ?? '');
    form.set({ primaryContactId: found?.id ?? null });
  };
  return (
    <EditDrawer
      title={company ? partTexts.editOf(company.name) : texts.addCompany}
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
        <TextInput
          label={texts.number}
          description={texts.numberHint}
          maxLength={50}
          {...form.text('number')}
        />
        <TextInput label={texts.email} type="email" maxLength={200} {...form.text('email')} />
        <TextInput label={texts.phone} type="tel" maxLength={50} {...form.text('phone')} />
        <TextInput label={texts.city} maxLength={100} dir="auto" {...form.text('city')} />
      </SimpleGrid>
      <FindRecord
        kind="contact"
        label={texts.primary}
        value={primaryContactId ? { id: primaryContactId, name: primaryName } : undefined}
        onChange={setPrimary}
        error={form.errorOf('primaryContactId')}
      />
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
