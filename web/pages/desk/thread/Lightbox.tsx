import { ActionIcon, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Media } from '../../../../contract/api/index.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './Lightbox.module.css';

interface Props {
  media: Media[];
  shown: Media;
  onShow: (media: Media) => void;
  onClose: () => void;
}

/** Media on the whole screen; arrow keys go through those of the thread. */
// Loaded when first opened, so it is a module's default, as React.lazy wants it.
export default function Lightbox({ media, shown, onShow, onClose }: Props) {
  const index = media.findIndex((each) => each.id === shown.id);
  const before = media[index - 1];
  const after = media[index + 1];
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft' && before) onShow(before);
      if (event.key === 'ArrowRight' && after) onShow(after);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [before, after, onShow]);
  const isVideo = shown.contentType?.startsWith('video/') ?? shown.kind !== 'photo';
  const name = shown.altText ?? threadTexts[shown.kind];
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      withCloseButton={false}
      padding={0}
      classNames={{ body: classes.body, content: classes.content }}
      title={undefined}
      aria-label={name}
    >
      <div className={classes.bar}>
        <span dir="auto">{name}</span>
        <span className={classes.gap} />
        <ActionIcon
          component="a"
          href={shown.url ?? ''}
          download
          variant="subtle"
          color="gray.3"
          size="lg"
          aria-label={threadTexts.download}
        >
          <IconDownload size={20} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray.3"
          size="lg"
          onClick={onClose}
          aria-label={commonTexts.close}
          data-autofocus
        >
          <IconX size={20} />
        </ActionIcon>
      </div>
      <div className={classes.stage} onClick={(event) => event.target === event.currentTarget && onClose()}>
        {isVideo ? (
          // What customers send has no captions.
          <video
            key={shown.id}
            src={shown.url ?? ''}
            controls={shown.kind === 'video'}
            autoPlay
            playsInline
            muted={shown.kind === 'gif'}
            loop={shown.kind === 'gif'}
          />
        ) : (
          <img src={shown.url ?? ''} alt={name} />
        )}
        {before && (
          <ActionIcon
            className={classes.previous}
            size={48}
            radius="xl"
            variant="filled"
            color="dark"
            onClick={() => onShow(before)}
            aria-label={threadTexts.previousMedia}
          >
            <IconChevronLeft />
          </ActionIcon>
        )}
        {after && (
          <ActionIcon
            className={classes.next}
            size={48}
            radius="xl"
            variant="filled"
            color="dark"
            onClick={() => onShow(after)}
            aria-label={threadTexts.nextMedia}
          >
            <IconChevronRight />
          </ActionIcon>
        )}
      </div>
    </Modal>
  );
}
