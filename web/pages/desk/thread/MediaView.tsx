import { Button, Skeleton, UnstyledButton } from '@mantine/core';
import { IconFile, IconPhotoOff, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { Media } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './media.module.css';

const mostWidth = 320;
const mostHeight = 320;

/** A photo, a looping GIF or a video. Its place is kept before it is loaded, so that nothing jumps. */
export function MediaView({
  media,
  withText,
  onOpen,
}: {
  media: Media;
  withText: boolean;
  onOpen: () => void;
}) {
  const size = fitSize(media);
  const kind = threadTexts[media.kind];
  if (media.state === 'failed') return <FailedMedia media={media} />;
  if (media.state === 'pending' || !media.url) {
    return (
      <div className={classes.mediaWait} style={size}>
        <Skeleton style={{ position: 'absolute', inset: 0 }} height="100%" />
        <span>{threadTexts.mediaPending}</span>
      </div>
    );
  }
  if (media.kind === 'file') {
    return (
      <a className={classes.post} href={media.url} download>
        <IconFile size={18} aria-hidden /> {threadTexts.download}
      </a>
    );
  }
  const isVideo = media.contentType?.startsWith('video/') ?? media.kind !== 'photo';
  return (
    <UnstyledButton
      className={classes.media}
      data-text={withText || undefined}
      style={size}
      onClick={onOpen}
      aria-label={media.altText ?? threadTexts.openMedia(kind)}
    >
      {isVideo ? (
        // A GIF comes from X as MP4: it runs by itself, silent, for ever. What customers send has no captions.
        <video
          src={media.url}
          preload="metadata"
          muted
          playsInline
          {...(media.kind === 'gif' ? { autoPlay: true, loop: true } : {})}
        />
      ) : (
        <img src={media.url} alt={media.altText ?? kind} loading="lazy" decoding="async" />
      )}
      {media.kind === 'video' && (
        <span className={classes.play} aria-hidden>
          <IconPlayerPlayFilled size={22} />
        </span>
      )}
      {media.kind === 'gif' && (
        <span className={classes.gif} aria-hidden>
          GIF
        </span>
      )}
    </UnstyledButton>
  );
}

function fitSize(media: Media): { width: number; height: number } {
  const { width, height } = media;
  if (!width || !height) return { width: 240, height: 180 };
  const scale = Math.min(mostWidth / width, mostHeight / height, 1);
  return { width: Math.max(Math.round(width * scale), 80), height: Math.max(Math.round(height * scale), 60) };
}

function FailedMedia({ media }: { media: Media }) {
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    try {
      await api.media.retry({ id: media.id });
    } catch (error) {
      tellProblem(threadTexts.mediaFailed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.mediaFailed} role="alert">
      <IconPhotoOff size={20} aria-hidden />
      <div>
        <p>{media.failure ?? threadTexts.mediaFailed}</p>
        <Button size="compact-xs" variant="default" loading={busy} onClick={() => void retry()}>
          {commonTexts.retry}
        </Button>
      </div>
    </div>
  );
}
