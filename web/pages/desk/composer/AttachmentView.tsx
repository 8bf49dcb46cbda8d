import { ActionIcon, Progress } from '@mantine/core';
import { IconAlertTriangle, IconFile, IconVideo, IconX } from '@tabler/icons-react';
import { composerTexts } from '../../../texts/composer.ts';
import { threadTexts } from '../../../texts/thread.ts';
import type { Attachment } from './use-attachment.ts';
import classes from './composer.module.css';

const kilobytes = new Intl.NumberFormat(undefined, {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 0,
});

/** The attachment before it is sent. */
export function AttachmentView({ attachment, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  return (
    <div className={classes.attachment} data-state={attachment.state}>
      <Picture attachment={attachment} />
      <div className={classes.attachmentWords}>
        <Words attachment={attachment} />
      </div>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        onClick={onRemove}
        aria-label={composerTexts.removeFile}
      >
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

function Picture({ attachment }: { attachment: Attachment }) {
  if (attachment.state === 'failed') return <IconAlertTriangle size={20} color="var(--bad)" aria-hidden />;
  const url =
    attachment.state === 'uploading'
      ? attachment.preview
      : attachment.media.kind === 'video'
        ? undefined
        : attachment.media.url;
  if (url && !(attachment.state === 'ready' && attachment.media.contentType?.startsWith('video/')))
    return <img src={url} alt="" />;
  return attachment.state === 'ready' ? (
    <IconVideo size={20} aria-hidden />
  ) : (
    <IconFile size={20} aria-hidden />
  );
}

function Words({ attachment }: { attachment: Attachment }) {
  switch (attachment.state) {
    case 'failed':
      return (
        <>
          <strong>{attachment.name}</strong>
          <p role="alert">{attachment.problem}</p>
        </>
      );
    case 'uploading':
      return (
        <>
          <strong>{attachment.name}</strong>
          <Progress
            size="sm"
            value={attachment.percent}
            aria-label={composerTexts.uploading(attachment.percent)}
          />
        </>
      );
    case 'ready':
      return (
        <>
          <strong>{threadTexts[attachment.media.kind]}</strong>
          <p>
            {attachment.media.byteSize === null
              ? ''
              : kilobytes.format(Math.max(1, attachment.media.byteSize / 1000))}
          </p>
        </>
      );
  }
}
