import { type CSSProperties, type KeyboardEvent, type ReactNode, useId, useState } from 'react';

/**
 * A list of what could stand in place of the word that is being written, under the field or at the word; the field keeps
 * the focus. Arrows choose, Enter and Tab take, Escape leaves this word alone.
 */
export function useWordList<T>(options: {
  /** The word; nothing while none is written. */
  found: { readonly start: number; readonly query: string } | undefined;
  offer: (query: string) => readonly T[];
  pick: (one: T) => void;
  label: string;
  className: string | undefined;
  style?: CSSProperties;
  keyOf: (one: T) => string;
  /** How one is shown. */
  children: (one: T) => ReactNode;
}) {
  const { found, pick, label, className, style, keyOf, children } = options;
  const listId = useId();
  const [refused, setRefused] = useState<number | undefined>();
  const [chosen, setChosen] = useState({ query: '', index: 0 });
  const query = found?.query ?? '';
  const offered = found && found.start !== refused ? options.offer(query) : [];
  const isOpen = offered.length > 0;
  const index = chosen.query === query ? Math.min(chosen.index, offered.length - 1) : 0;
  return {
    /** From which place on a word is left alone. */
    refused,
    refuse: setRefused,
    fieldProps: {
      onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
        const { key } = event;
        if (key === 'ArrowDown' || key === 'ArrowUp') {
          const by = key === 'ArrowDown' ? 1 : offered.length - 1;
          setChosen({ query, index: (index + by) % offered.length });
        } else if ((key === 'Enter' || key === 'Tab') && !event.shiftKey) {
          const one = offered[index];
          if (one !== undefined) pick(one);
        } else if (key === 'Escape') {
          setRefused(found?.start);
        } else return;
        event.preventDefault();
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': isOpen ? listId : undefined,
      'aria-activedescendant': isOpen ? `${listId}-${index}` : undefined,
    },
    list: isOpen && (
      <div className={className} style={style} id={listId} role="listbox" aria-label={label}>
        {offered.map((one, at) => (
          <div
            key={keyOf(one)}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              pick(one);
            }}
          >
            {children(one)}
          </div>
        ))}
      </div>
    ),
  };
}
