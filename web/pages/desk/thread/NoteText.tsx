import { Fragment } from 'react';
import type { Entry, NoteMention } from '../../../../contract/api/index.ts';
import { cutText } from '../../../lib/rich-text.ts';
import classes from './thread.module.css';

interface Props {
  entry: Entry;
  me: string | undefined;
  nameOf: (id: string) => string;
}

/** A note with whom it names: colleagues by their name of today. */
export function NoteText({ entry, me, nameOf }: Props) {
  const { text } = entry;
  const mentions = (entry.content.mentions ?? []).toSorted((a, b) => a.start - b.start);
  const pieces: { text: string; mention?: NoteMention }[] = [];
  let cursor = 0;
  for (const mention of mentions) {
    pieces.push({ text: text.slice(cursor, mention.start) });
    pieces.push({ text: text.slice(mention.start, mention.end), mention });
    cursor = mention.end;
  }
  pieces.push({ text: text.slice(cursor) });
  return (
    <p className={classes.text} dir="auto">
      {pieces.map((piece, index) =>
        piece.mention ? (
          <strong key={index} className={classes.mention} data-me={piece.mention.id === me || undefined}>
            {nameMention(piece.mention, piece.text, nameOf)}
          </strong>
        ) : (
          <Fragment key={index}>
            {cutText(piece.text).map((segment, at) =>
              segment.kind === 'text' ? (
                <span key={at}>{segment.text}</span>
              ) : (
                <a key={at} href={segment.href} target="_blank" rel="noopener noreferrer nofollow">
                  {segment.text}
                </a>
              ),
            )}
          </Fragment>
        ),
      )}
    </p>
  );
}

function nameMention(mention: NoteMention, written: string, nameOf: (id: string) => string): string {
  const name = mention.kind === 'member' ? nameOf(mention.id) : '…';
  return name === '…' ? written : `@${name}`;
}
