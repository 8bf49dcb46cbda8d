import { type SyntheticEvent, useEffect, useState } from 'react';
import { findEmojiQuery, type NamedEmoji, rankEmoji } from '../../../lib/emoji-query.ts';
import { useWordList } from '../../../shell/use-word-list.tsx';
import { composerTexts } from '../../../texts/composer.ts';
import classes from './composer.module.css';

/** Offers emoji while somebody writes `:smi` in a field. `replace` puts text in place of a part of it. */
export function useEmojiWords(text: string, replace: (start: number, end: number, piece: string) => void) {
  const [caret, setCaret] = useState(0);
  const [known, setKnown] = useState<readonly NamedEmoji[]>([]);
  const found = findEmojiQuery(text, caret);
  const { fieldProps, list, refuse, refused } = useWordList<NamedEmoji>({
    found,
    offer: (query) => rankEmoji(known, query),
    pick: ({ emoji }) => {
      if (found) replace(found.start, found.start + found.query.length + 1, `${emoji} `);
    },
    label: composerTexts.emoji,
    className: classes.words,
    keyOf: ({ emoji }) => emoji,
    children: ({ emoji, name }) => (
      <>
        <span aria-hidden>{emoji}</span> {name}
      </>
    ),
  });
  const wanted = found !== undefined && found.start !== refused;
  useEffect(() => {
    if (!wanted || known.length > 0) return;
    // Without its list the colon is a colon.
    import('./emoji-data.ts').then(({ emojiList }) => setKnown(emojiList)).catch(() => undefined);
  }, [wanted, known]);

  return {
    fieldProps: {
      ...fieldProps,
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget;
        setCaret(selectionStart);
        if (!findEmojiQuery(value, selectionStart)) refuse(undefined);
      },
      onBlur: () => setCaret(0),
    },
    list,
  };
}
