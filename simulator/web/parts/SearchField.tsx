import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

const QUIET_MS = 250;
/** As much as the search for people takes. */
const LONGEST = 60;

/** Searches the list below it, a moment after the last letter. The key / leads here. */
export function SearchField({
  label,
  value,
  onChange,
  longest = LONGEST,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  longest?: number;
}) {
  const [typed, setTyped] = useState(value);
  const settle = useDebouncedCallback(onChange, QUIET_MS);
  return (
    <TextInput
      className="search-field"
      size="xs"
      data-search
      type="search"
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      maxLength={longest}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value);
      }}
    />
  );
}
