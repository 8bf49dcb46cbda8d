import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Case, CaseStatus } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMembers } from '../../lib/members.ts';
import { orNull } from '../../lib/record-fields.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { recordTexts } from '../../texts/records.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../settings/parts/index.ts';
import { FindRecord, type FoundRecord } from './FindRecord.tsx';

interface Props {
  case?: Case;
  /** Whom a new one is of. */
  contact?: FoundRecord;
  company?: FoundRecord;
  onSaved?: (id: string) => void;
  onClose: () => void;
}

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Opens a case, or changes one: resolves, cancels and reopens it as well. */
export function CaseEditor({ case: old, contact, company, onSaved, onClose }: Props) {
  const { active } = useMembers();
  const [of, setOf] = useState<{ contact: FoundRecord | undefined; company: FoundRecord | undefined }>({
    contact: old?.contactId ? { id: old.contactId, name: old.contactName ?? '…' } : contact,
    company: old?.companyId ? { id: old.companyId, name: old.companyName ?? '…' } : company,
  });
  const form = useEditForm({
    initial: {
      title: old?.title ?? '',
      // The type would be the one word.
      status: old?.status ?? ('active' as CaseStatus),
      priority: old?.priority ?? ('normal' as Case['priority']),
      product: old?.product ?? '',
      ownerId: old?.ownerId ?? '',
      contactId: of.contact?.id ?? null,
      companyId: of.company?.id ?? null,
      description: old?.description ?? '',
    },
    check: ({ title }) => ({ title: title.trim() === '' ? texts.needsTitle : undefined }),
    save: async ({ title, product, ownerId, ...rest }) => {
      const body = { ...rest, title: title.trim(), product: orNull(product), ownerId: ownerId || null };
      const { id } = await (old ? api.cases.update({ id: old.id }, body) : api.cases.create(body));
      await queryClient.invalidateQueries({ queryKey: ['records', 'case'] });
      onSaved?.(id);
    },
  });
  const { values, set } = form;
  return (
    <EditDrawer
      title={old ? partTexts.editOf(texts.caseNumber(old.number)) : texts.addCase}
      form={form}
      onClose={onClose}
    >
      <TextInput
        label={texts.caseTitle}
        maxLength={200}
        required
        data-autofocus
        dir="auto"
        {...form.text('title')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NativeSelect
          label={texts.status}
          value={values.status}
          data={optionsOf(recordTexts.statuses)}
          // The options are the statuses' own words.
          onChange={(event) => set({ status: event.currentTarget.value as CaseStatus })}
        />
        <NativeSelect
          label={texts.priority}
          value={values.priority}
          data={optionsOf(texts.priorities)}
          // The options are the priorities' own words.
          onChange={(event) => set({ priority: event.currentTarget.value as Case['priority'] })}
        />
        <TextInput label={texts.product} maxLength={100} dir="auto" {...form.text('product')} />
        <NativeSelect
          label={texts.owner}
          value={values.ownerId}
          error={form.errorOf('ownerId')}
          data={[
            { value: '', label: texts.nobody },
            ...active.map((member) => ({ value: member.id, label: member.name })),
          ]}
          onChange={(event) => set({ ownerId: event.currentTarget.value })}
        />
      </SimpleGrid>
      <FindRecord
        kind="contact"
        label={texts.contact}
        value={of.contact}
        error={form.errorOf('contactId')}
        onChange={(found) => {
          setOf((now) => ({ ...now, contact: found }));
          set({ contactId: found?.id ?? null });
        }}
      />
      <FindRecord
        kind="company"
        label={texts.company}
        value={of.company}
        error={form.errorOf('companyId')}
        onChange={(found) => {
          setOf((now) => ({ ...now, company: found }));
          set({ companyId: found?.id ?? null });
        }}
      />
      <Textarea
        label={texts.description}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={10_000}
        dir="auto"
        {...form.text('description')}
      />
    </EditDrawer>
  );
}
