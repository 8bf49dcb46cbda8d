import { Button, Textarea, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Handle } from '../../../../contract/api/index.ts';
import { composeLink, MOST_FIRST_WORDS } from '../../../lib/compose-link.ts';
import { linkTexts as texts } from '../../../texts/compose-link.ts';
import settings from '../settings.module.css';
import classes from './handle.module.css';

/** The link that opens a message to a handle. */
export function LinkTab({ handle }: { handle: Handle }) {
  const [words, setWords] = useState('');
  const clipboard = useClipboard({ timeout: 2_000 });
  const { xUserId } = handle.account;
  const link = xUserId === null ? undefined : composeLink(xUserId, words);
  return (
    <section className={settings.page} aria-label={texts.title}>
      <p className={settings.lead}>{texts.hint}</p>
      {link === undefined ? (
        <p>{texts.unknown}</p>
      ) : (
        <div className={classes.form}>
          <Textarea
            label={texts.words}
            description={texts.wordsHint}
            maxLength={MOST_FIRST_WORDS}
            autosize
            minRows={2}
            maxRows={6}
            dir="auto"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <TextInput
            label={texts.link}
            readOnly
            value={link}
            onFocus={(event) => event.currentTarget.select()}
            error={clipboard.error ? texts.notCopied : undefined}
          />
          <div>
            <Button
              leftSection={
                clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
              }
              onClick={() => clipboard.copy(link)}
            >
              {clipboard.copied ? texts.copied : texts.copy}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
