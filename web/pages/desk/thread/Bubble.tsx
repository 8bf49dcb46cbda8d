import { IconArrowForwardUp } from '@tabler/icons-react';
import type { ConversationDetail, Entry, Media } from '../../../../contract/api/index.ts';
import { formatExact } from '../../../../ui/index.ts';
import { safeHref } from '../../../lib/rich-text.ts';
import type { ThreadItem } from '../../../lib/thread-items.ts';
import { authorOf, nameCustomer } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { richTexts } from '../../../texts/rich.ts';
import { threadTexts } from '../../../texts/thread.ts';
import { DeliveryMark } from './DeliveryMark.tsx';
import { Failure } from './Failure.tsx';
import { LocationCard } from './LocationCard.tsx';
import { Masked } from './Masked.tsx';
import { MediaView } from './MediaView.tsx';
import { RichMessage } from './RichMessage.tsx';
import { RichText } from './RichText.tsx';
import { SentAs } from './SentAs.tsx';
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
          data-bare={(entry.text === '' && entry.media.length > 0 && !hasActions(entry)) || undefined}
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
  const { displayName: name, via } = entry.content.program ?? {};
  if (via) return threadTexts.via[via](name ?? threadTexts.byProgram);
  if (entry.authorKind === 'program') {
    return name ? richTexts.program(name) : threadTexts.byProgram;
  }
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
          <IconArrowForwardUp size={14} aria-hidden />{' '}
          {content.quickReplyAnswer.kind === 'postback' ? richTexts.pressed : threadTexts.chose}
        </p>
      )}
      {content.rich ? (
        <RichMessage entry={entry} rich={content.rich} />
      ) : (
        entry.text !== '' && <RichText text={entry.text} entities={content.entities} />
      )}
      {content.sentAs && <SentAs sent={content.sentAs} waits={entry.state === 'queued'} />}
      {content.location && <LocationCard location={content.location} />}
      {postHref && (
        <a className={classes.post} href={postHref} target="_blank" rel="noopener noreferrer">
          {threadTexts.post}
        </a>
      )}
      {!content.rich && content.quickReplies && content.quickReplies.length > 0 && (
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

function hasActions({ content }: Entry): boolean {
  return content.rich !== undefined && 'actions' in content.rich && (content.rich.actions ?? []).length > 0;
}
