import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { composerTexts } from '../../../texts/composer.ts';
import { emojiList } from './emoji-data.ts';
import classes from './composer.module.css';

/** Emoji by name. */
// Loaded when first opened, so it is a module's default, as React.lazy wants it.
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return wanted === '' ? emojiList : emojiList.filter(({ name }) => name.includes(wanted));
  }, [text]);
  const first = shown[0];
  return (
    <div className={classes.emoji}>
      <TextInput
        size="xs"
        value={text}
        autoFocus
        placeholder={composerTexts.emojiSearch}
        aria-label={composerTexts.emojiSearch}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && first && onPick(first.emoji)}
      />
      <div className={classes.emojiGrid}>
        {shown.map(({ emoji, name }) => (
          <button key={emoji} type="button" title={name} aria-label={name} onClick={() => onPick(emoji)}>
            {emoji}
          </button>
        ))}
      </div>
    </div>
  );
}
