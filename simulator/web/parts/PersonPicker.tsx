import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findUsers } from '../api/people.ts';
import { shellTexts } from '../texts/shell.ts';

interface Props {
  label: string;
  /** A user's id. */
  value: string | null;
  onChange: (userId: string | null) => void;
  placeholder?: string;
  description?: string;
  isRequired?: boolean;
  size?: 'xs' | 'sm';
}

const SHOWN = 50;
/** As much as the search takes. */
const LONGEST = 60;

/** Chooses somebody by name, out of however many there are. */
export function PersonPicker({
  label,
  value,
  onChange,
  placeholder,
  description,
  isRequired,
  size = 'sm',
}: Props) {
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed, 200);
  // The text of the chosen one is no search.
  const search = wanted.includes(' (@') ? '' : wanted.slice(0, LONGEST);
  const users = useQuery({
    queryKey: ['users', 'picker', search],
    queryFn: () => findUsers({ search, limit: SHOWN }),
    placeholderData: (previous) => previous,
  });
  const chosen = useQuery({
    queryKey: ['users', 'picked', value],
    enabled: value !== null,
    queryFn: () => findUsers({ search: value ?? '', limit: 1 }),
  });
  const known = new Map([...(chosen.data ?? []), ...(users.data ?? [])].map((user) => [user.id, user]));
  return (
    <Select
      label={label}
      placeholder={placeholder}
      aria-label={label || placeholder}
      description={description}
      size={size}
      searchable
      clearable={!isRequired}
      withAsterisk={isRequired}
      nothingFoundMessage={shellTexts.noPerson}
      data={[...known.values()].map(({ id, name, username }) => ({
        value: id,
        label: `${name} (@${username})`,
      }))}
      // Searching is done by the local X.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
    />
  );
}
