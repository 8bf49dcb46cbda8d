import { IconArrowForwardUp, IconMapPin } from '@tabler/icons-react';
import type { ConversationDetail, Entry, Media } from '../../../../contract/api/index.ts';
import { formatExact } from '../../../../ui/index.ts';
import { safeHref } from '../../../lib/rich-text.ts';
import type { ThreadItem } from '../../../lib/thread-items.ts';
import { authorOf, nameCustomer } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { threadTexts } from '../../../texts/thread.ts';
import { DeliveryMark } from './DeliveryMark.tsx';
import { Failure } from './Failure.tsx';
import { Masked } from './Masked.tsx';
import { MediaView } from './MediaView.tsx';
import { RichText } from './RichText.tsx';
import classes from './thread.module.css';

interface Props {
  item: ThreadItem;
  detail: ConversationDetail;
  nameOf: (id: string) => string;
  onMedia: (media: Media) => void;
}

/** A message of the customer (left) or of ours (right, tinted). */
export function Bubble({ item, detail, nameOf, onMedia }: Props) {
  const { entry } = item;
  const incoming = entry.direction === 'in';
  const writer = authorOf(detail, entry.authorId);
  const author = incoming ? nameCustomer(writer) : nameAuthor(entry, nameOf);
  const deleted = entry.deletedAt !== null;
  return (
    <article
      className={classes.line}
      data-direction={entry.direction}
      aria-label={`${author}, ${formatExact(entry.at)}`}
    >
      {incoming && (
        <span className={classes.face}>
          {item.endsGroup && <Face name={author} url={writer.avatarUrl} size={28} />}
        </span>
      )}
      <div className={classes.column}>
        {item.startsGroup && (!incoming || detail.group !== null) && (
          <p className={classes.author}>{author}</p>
        )}
        <div
          className={classes.bubble}
          data-state={entry.state}
          data-first={item.startsGroup || undefined}
          data-last={item.endsGroup || undefined}
          data-bare={(entry.text === '' && entry.media.length > 0) || undefined}
        >
          {deleted ? (
            <p className={classes.gone}>{threadTexts.deleted}</p>
          ) : entry.content.withheld ? (
            <p className={classes.gone}>{threadTexts.withheld}</p>
          ) : (
            <Masked entry={entry}>{(shown) => <Content entry={shown} onMedia={onMedia} />}</Masked>
          )}
        </div>
        <DeliveryMark entry={entry} readPosition={detail.customerReadPosition} endsGroup={item.endsGroup} />
        {(entry.state === 'failed' || entry.state === 'uncertain') && <Failure entry={entry} />}
      </div>
    </article>
  );
}

function nameAuthor(entry: Entry, nameOf: (id: string) => string): string {
  if (entry.authorKind === 'x') return threadTexts.fromX;
  if (entry.authorKind === 'system') return threadTexts.automatic;
  if (entry.authorKind === 'program') return threadTexts.byProgram;
  return entry.authorId ? nameOf(entry.authorId) : '';
}

function Content({ entry, onMedia }: { entry: Entry; onMedia: (media: Media) => void }) {
  const { content } = entry;
  const postHref = safeHref(content.post?.url);
  return (
    <>
      {entry.media.map((media) => (
        <MediaView key={media.id} media={media} withText={entry.text !== ''} onOpen={() => onMedia(media)} />
      ))}
      {content.quickReplyAnswer && (
        <p className={classes.chose}>
          <IconArrowForwardUp size={14} aria-hidden /> {threadTexts.chose}
        </p>
      )}
      {entry.text !== '' && <RichText text={entry.text} entities={content.entities} />}
      {content.location && <LocationCard location={content.location} />}
      {postHref && (
        <a className={classes.post} href={postHref} target="_blank" rel="noopener noreferrer">
          {threadTexts.post}
        </a>
      )}
      {content.quickReplies && content.quickReplies.length > 0 && (
        <ul className={classes.options} aria-label={threadTexts.offered}>
          {content.quickReplies.map((option, index) => (
            <li key={index} dir="auto" title={option.description ?? undefined}>
              {option.label}
            </li>
          ))}
        </ul>
      )}
      {content.ctas?.map((cta, index) => {
        const href = safeHref(cta.url);
        return (
          href && (
            <a key={index} className={classes.post} href={href} target="_blank" rel="noopener noreferrer">
              {cta.label}
            </a>
          )
        );
      })}
    </>
  );
}

function LocationCard({ location }: { location: NonNullable<Entry['content']['location']> }) {
  const { latitude, longitude, name } = location;
  const known = latitude !== null && longitude !== null;
  return (
    <div className={classes.location}>
      <IconMapPin size={20} aria-hidden />
      <div>
        <strong dir="auto">{name ?? threadTexts.location}</strong>
        {known && (
          <p>
            {latitude.toFixed(5)}, {longitude.toFixed(5)}{' '}
            <a
              href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {threadTexts.openMap}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}
