import { type KeyboardEvent, type SyntheticEvent, useEffect, useId, useState } from 'react';
import { findEmojiQuery, type NamedEmoji, rankEmoji } from '../../../lib/emoji-query.ts';
import { composerTexts } from '../../../texts/composer.ts';
import classes from './composer.module.css';

/** Offers emoji while somebody writes `:smi` in a field. `replace` puts text in place of a part of it. */
export function useEmojiWords(text: string, replace: (start: number, end: number, piece: string) => void) {
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [list, setList] = useState<readonly NamedEmoji[]>([]);
  const [refused, setRefused] = useState<number | undefined>();
  const [chosen, setChosen] = useState({ query: '', index: 0 });
  const found = findEmojiQuery(text, caret);
  const query = found?.query ?? '';
  const wanted = found !== undefined && found.start !== refused;
  useEffect(() => {
    if (!wanted || list.length > 0) return;
    // Without its list the colon is a colon.
    import('./emoji-data.ts').then(({ emojiList }) => setList(emojiList)).catch(() => undefined);
  }, [wanted, list]);
  const offered = wanted ? rankEmoji(list, query) : [];
  const index = chosen.query === query ? Math.min(chosen.index, offered.length - 1) : 0;
  const pick = (emoji: string) => {
    if (found) replace(found.start, found.start + query.length + 1, `${emoji} `);
  };

  return {
    fieldProps: {
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget;
        setCaret(selectionStart);
        if (!findEmojiQuery(value, selectionStart)) setRefused(undefined);
      },
      onBlur: () => setCaret(0),
      onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (offered.length === 0 || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
        const { key } = event;
        if (key === 'ArrowDown' || key === 'ArrowUp') {
          const by = key === 'ArrowDown' ? 1 : offered.length - 1;
          setChosen({ query, index: (index + by) % offered.length });
        } else if ((key === 'Enter' || key === 'Tab') && !event.shiftKey) {
          const emoji = offered[index]?.emoji;
          if (emoji) pick(emoji);
        } else if (key === 'Escape') {
          setRefused(found?.start);
        } else return;
        event.preventDefault();
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': offered.length > 0 ? listId : undefined,
      'aria-activedescendant': offered.length > 0 ? `${listId}-${index}` : undefined,
    },
    list: offered.length > 0 && (
      <div className={classes.words} id={listId} role="listbox" aria-label={composerTexts.emoji}>
        {offered.map(({ emoji, name }, at) => (
          <div
            key={emoji}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              pick(emoji);
            }}
          >
            <span aria-hidden>{emoji}</span> {name}
          </div>
        ))}
      </div>
    ),
  };
}
