import type { KeyboardEvent, SyntheticEvent } from 'react';

interface FieldProps {
  onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  'aria-autocomplete': 'list';
  'aria-controls': string | undefined;
  'aria-activedescendant': string | undefined;
}

/** One field for several lists of words: whichever is open takes the key, and is named to screen readers. */
export function joinFieldProps(...all: readonly FieldProps[]): FieldProps {
  const open = all.find((each) => each['aria-controls'] !== undefined);
  return {
    onSelect: (event) => all.forEach((each) => each.onSelect(event)),
    onBlur: () => all.forEach((each) => each.onBlur()),
    onKeyDown: (event) => {
      for (const each of all) if (!event.defaultPrevented) each.onKeyDown(event);
    },
    'aria-autocomplete': 'list',
    'aria-controls': open?.['aria-controls'],
    'aria-activedescendant': open?.['aria-activedescendant'],
  };
}
