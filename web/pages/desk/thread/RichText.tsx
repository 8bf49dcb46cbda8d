import { useMemo } from 'react';
import type { TextEntity } from '../../../../contract/api/index.ts';
import { cutText } from '../../../lib/rich-text.ts';
import classes from './thread.module.css';

/** A text with its links. Its direction is the text's own. */
export function RichText({ text, entities }: { text: string; entities?: TextEntity[] }) {
  const segments = useMemo(() => cutText(text, entities), [text, entities]);
  return (
    <p className={classes.text} dir="auto">
      {segments.map((segment, index) =>
        segment.kind === 'text' ? (
          // A text's stretches have no identity but their place.
          <span key={index}>{segment.text}</span>
        ) : (
          <a key={index} href={segment.href} target="_blank" rel="noopener noreferrer nofollow">
            {segment.text}
          </a>
        ),
      )}
    </p>
  );
}
