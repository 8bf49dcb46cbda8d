import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { MOST_POST_WEIGHT, postWeight } from '../../../contract/api/post-length.ts';
import { composeLink } from '../../lib/compose-link.ts';
import { hasLink } from '../../lib/public-answer.ts';
import { publicPostTexts as texts } from '../../texts/public-posts.ts';
import classes from './mentions.module.css';

/** The public answer before it is sent, counted as X counts. Ctrl+Enter sends, Escape gives up. */
export function AnswerEditor({
  initial,
  xUserId,
  busy,
  onSend,
  onCancel,
}: {
  initial: string;
  xUserId: string | null;
  busy: boolean;
  onSend: (text: string) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState(initial);
  const used = postWeight(text.trim());
  const tooLong = used > MOST_POST_WEIGHT;
  const cannot = tooLong || text.trim() === '' || busy;
  const lacksLink = xUserId !== null && !hasLink(text, xUserId);
  return (
    <div className={classes.write}>
      <Textarea
        label={texts.text}
        description={`${texts.textHint} ${texts.cost}`}
        data-autofocus
        autoFocus
        autosize
        minRows={3}
        maxRows={8}
        maxLength={4_000}
        dir="auto"
        value={text}
        error={tooLong ? texts.weightSaid(MOST_POST_WEIGHT - used) : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !cannot) onSend(text);
        }}
      />
      <div className={classes.acts}>
        <Button size="xs" loading={busy} disabled={cannot} onClick={() => onSend(text)}>
          {texts.send}
        </Button>
        <Button size="xs" variant="default" disabled={busy} onClick={onCancel}>
          {texts.cancel}
        </Button>
        <span className={classes.dim}>{texts.weight(used, MOST_POST_WEIGHT)}</span>
        {lacksLink && (
          <>
            <span className={classes.dim}>{texts.withoutLink}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => setText(`${text.trimEnd()} ${composeLink(xUserId)}`.trimStart())}
            >
              {texts.insertLink}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
