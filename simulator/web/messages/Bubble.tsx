import { IconMapPin } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ControlEvent } from '../../../contract/control/messages.ts';
import { texts } from '../texts/messages.ts';
import { clockTime, dayName } from './titles.ts';

interface Props {
  event: ControlEvent;
  isMine: boolean;
  /** Shown in groups. */
  senderName: string | null;
  isLastOwn: boolean;
  isGrouped: boolean;
  /** The next one belongs to the same group, which shows its time once. */
  isFollowed: boolean;
  onImageLoad: () => void;
}

/** The text with its links; X's short addresses are shown as what they stand for. */
const linked = (event: ControlEvent): ReactNode[] => {
  let rest = event.text ?? '';
  const parts: ReactNode[] = [];
  for (const { url, expandedUrl, displayUrl } of event.urls ?? []) {
    const at = rest.indexOf(url);
    if (at < 0) continue;
    parts.push(
      rest.slice(0, at),
      <a key={`${url}${parts.length}`} href={expandedUrl} target="_blank" rel="noreferrer noopener">
        {displayUrl}
      </a>,
    );
    rest = rest.slice(at + url.length);
  }
  return [...parts, rest];
};

function Attachment({ event, onLoad }: { event: ControlEvent; onLoad: () => void }) {
  const { media } = event;
  if (!media) return null;
  const isMovie = media.mimeType.startsWith('video/');
  if (!isMovie)
    return <img className="media" src={media.url} alt={media.altText ?? texts.photo} onLoad={onLoad} />;
  const isGif = media.kind === 'animated_gif';
  return (
    <video
      className="media"
      src={media.url}
      controls={!isGif}
      autoPlay={isGif}
      loop={isGif}
      muted={isGif}
      playsInline
      onLoadedMetadata={onLoad}
    />
  );
}

function Place({ event }: { event: ControlEvent }) {
  const { location } = event;
  if (!location) return null;
  const where =
    location.type === 'shared_coordinate'
      ? `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`
      : location.place.id;
  return (
    <span className="place">
      <IconMapPin size={16} aria-hidden /> {where}
    </span>
  );
}

/** One message. */
export function Bubble({ event, isMine, senderName, isLastOwn, isGrouped, isFollowed, onImageLoad }: Props) {
  if (event.type !== 'MessageCreate')
    return (
      <div className="day">
        {senderName} {event.type === 'ParticipantsJoin' ? texts.joined : texts.left}
      </div>
    );
  return (
    <div className="bubble-row" data-mine={isMine} data-grouped={isGrouped}>
      {senderName && !isMine && !isGrouped && <span className="sender">{senderName}</span>}
      <div
        className={isMine ? 'bubble mine' : 'bubble theirs'}
        title={`${dayName(event.at)} ${clockTime(event.at)}`}
      >
        <Attachment event={event} onLoad={onImageLoad} />
        <Place event={event} />
        {event.text && (
          <span className="bubble-text" dir="auto">
            {linked(event)}
          </span>
        )}
        {event.ctas?.map(({ label, url }) => (
          <a key={label} className="cta" href={url} target="_blank" rel="noreferrer noopener">
            {label}
          </a>
        ))}
      </div>
      {!isFollowed && (
        <span className="bubble-meta">
          {clockTime(event.at)}
          {event.appName && ` · ${texts.via} ${event.appName}`}
          {isMine && isLastOwn && ` · ${event.read ? texts.seen : texts.sent}`}
        </span>
      )}
    </div>
  );
}
