import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import type { LinkedKind } from '../../api/records.ts';

export interface FoundRecord {
  readonly id: string;
  readonly name: string;
}

interface Props {
  kind: LinkedKind;
  label: string;
  description?: string;
  value: FoundRecord | undefined;
  onChange: (value: FoundRecord | undefined) => void;
  error?: string | undefined;
  /** Never offered. */
  exceptId?: string;
}

/** A field that finds one contact or company by its words. */
export function FindRecord({ kind, label, description, value, onChange, error, exceptId }: Props) {
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 150);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = useQuery({
    queryKey: ['records', kind, 'find', q],
    queryFn: ({ signal }) => find(kind, q, signal),
    enabled: q !== '',
    staleTime: 10_000,
  });
  const found = query.data?.filter(({ id }) => id !== exceptId) ?? [];
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        onChange(found.find((one) => one.id === id));
        setWords('');
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={label}
          description={description}
          error={error}
          dir="auto"
          value={value ? value.name : words}
          readOnly={value !== undefined}
          placeholder={kind === 'contact' ? texts.search : texts.searchCompanies}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
          rightSection={
            value && (
              <CloseButton
                size="sm"
                aria-label={`${commonTexts.remove}: ${value.name}`}
                onClick={() => onChange(undefined)}
              />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={q === '' || value !== undefined}>
        <Combobox.Options aria-label={label}>
          {found.map((one) => (
            <Combobox.Option key={one.id} value={one.id}>
              <span dir="auto">{one.name}</span> <small>{one.detail}</small>
            </Combobox.Option>
          ))}
          {query.data && found.length === 0 && <Combobox.Empty>{texts.nothing(q)}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

async function find(kind: LinkedKind, q: string, signal: AbortSignal) {
  if (kind === 'contact') {
    const { contacts } = await api.contacts.list({ q, limit: 8 }, { signal });
    return contacts.map(({ id, name, company, email }) => ({
      id,
      name,
      detail: [company, email].filter(Boolean).join(' · '),
    }));
  }
  const { companies } = await api.companies.list({ q, limit: 8 }, { signal });
  return companies.map(({ id, name, number, city }) => ({
    id,
    name,
    detail: [number, city].filter(Boolean).join(' · '),
  }));
}
