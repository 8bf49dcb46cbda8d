import { Button, Textarea, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Handle } from '../../../../contract/api/index.ts';
import { CopyBlock, CopyField, QrCode, qrFile } from '../../../../ui/index.ts';
import { composeButton, composeLink, MOST_FIRST_WORDS } from '../../../lib/compose-link.ts';
import { linkTexts as texts } from '../../../texts/compose-link.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { NamedLinks } from './NamedLinks.tsx';
import settings from '../settings.module.css';
import classes from './handle.module.css';

/** The link that opens a message to a handle. */
export function LinkTab({ handle }: { handle: Handle }) {
  const [words, setWords] = useState('');
  const [welcome, setWelcome] = useState('');
  const isNumber = /^\d{0,19}$/.test(welcome);
  const [label, setLabel] = useState<string>(texts.buttonWords);
  const clipboard = useClipboard({ timeout: 2_000 });
  const { xUserId } = handle.account;
  const link = xUserId === null ? undefined : composeLink(xUserId, words, isNumber ? welcome : '');
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
            label={texts.welcome}
            description={texts.welcomeHint}
            inputMode="numeric"
            maxLength={19}
            value={welcome}
            error={isNumber ? undefined : texts.welcomeWrong}
            onChange={(event) => setWelcome(event.currentTarget.value.trim())}
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
          <NamedLinks
            handleId={handle.id}
            firstWords={words}
            welcomeMessageId={isNumber ? welcome : ''}
            onShow={(one) => {
              setWords(one.firstWords);
              setWelcome(one.welcomeMessageId ?? '');
            }}
          />
          <CopyField
            label={texts.number}
            description={texts.numberHint}
            value={xUserId ?? ''}
            copyLabel={commonTexts.copy}
            copiedLabel={commonTexts.copied}
          />
          <h3>{texts.qr}</h3>
          <p className={settings.dim}>{texts.qrHint}</p>
          <QrCode value={link} label={texts.qrOf(handle.name)} />
          <div>
            <Button
              component="a"
              variant="default"
              href={`data:image/svg+xml,${encodeURIComponent(qrFile(link))}`}
              download={`${handle.account.username ?? handle.id}-qr.svg`}
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {texts.qrSave}
            </Button>
          </div>
          <h3>{texts.button}</h3>
          <TextInput
            label={texts.buttonLabel}
            maxLength={60}
            dir="auto"
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <CopyBlock
            label={texts.button}
            description={texts.buttonHint}
            value={composeButton(link, label.trim() || texts.buttonWords)}
            copyLabel={commonTexts.copy}
            copiedLabel={commonTexts.copied}
          />
        </div>
      )}
    </section>
  );
}
