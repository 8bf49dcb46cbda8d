import { IconFile, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entry, RichContent, RichItem } from '../../../../contract/api/index.ts';
import { safeHref } from '../../../lib/rich-text.ts';
import { richTexts } from '../../../texts/rich.ts';
import { LocationCard } from './LocationCard.tsx';
import { RichActions } from './RichActions.tsx';
import { RichText } from './RichText.tsx';
import classes from './rich.module.css';

/** A program's message as it wrote it: words, cards, buttons, choices. Files of ours are shown by the bubble. */
export function RichMessage({ entry, rich }: { entry: Entry; rich: RichContent }) {
  switch (rich.type) {
    case 'text':
      return (
        <>
          <Words text={rich.text} />
          <RichActions actions={rich.actions} />
        </>
      );
    case 'image':
      return (
        <>
          {entry.media.length === 0 && <Picture url={rich.mediaUrl} alt={rich.altText} />}
          <Words text={rich.text} />
          <RichActions actions={rich.actions} />
        </>
      );
    case 'file':
      return (
        <>
          <Words text={rich.text} />
          {entry.media.length === 0 && <FileLink url={rich.mediaUrl} />}
        </>
      );
    case 'carousel':
      return (
        // Cards beside each other are scrolled by keys as well.
        <ul className={classes.carousel} aria-label={richTexts.cards} tabIndex={0}>
          <Cards items={rich.items} />
        </ul>
      );
    case 'list':
      return (
        <>
          <ul className={classes.rows} aria-label={richTexts.rows}>
            <Cards items={rich.items} />
          </ul>
          <RichActions actions={rich.actions} />
        </>
      );
    case 'location': {
      const { lat: latitude, long: longitude } = rich.coordinates;
      return <LocationCard location={{ latitude, longitude, name: rich.location?.name ?? null }} />;
    }
  }
}

function Words({ text }: { text: string | undefined }) {
  return text !== undefined && text.trim() !== '' && <RichText text={text} />;
}

function Cards({ items }: { items: readonly RichItem[] }) {
  return items.map((item, index) => (
    // A card has no identity but its place.
    <li key={index} className={classes.card}>
      {item.mediaUrl && <Picture url={item.mediaUrl} alt={item.altText} />}
      <strong dir="auto">{item.title}</strong>
      {item.description && <p dir="auto">{item.description}</p>}
      <RichActions actions={item.actions} />
    </li>
  ));
}

/** Pictures of ours are shown; those of others are linked: opening a thread tells nobody. */
function Picture({ url, alt }: { url: string; alt: string | undefined }) {
  const [failed, setFailed] = useState(false);
  const href = safeHref(url);
  if (!href) return null;
  if (!failed && new URL(href).origin === window.location.origin) {
    return (
      <img
        className={classes.picture}
        src={href}
        alt={alt ?? ''}
        loading="lazy"
        decoding="async"
        onError={() => setFailed(true)}
      />
    );
  }
  return (
    <a className={classes.picture} href={href} target="_blank" rel="noopener noreferrer">
      <IconPhoto size={20} aria-hidden />
      <span>{alt ?? richTexts.picture(new URL(href).host)}</span>
    </a>
  );
}

function FileLink({ url }: { url: string }) {
  const href = safeHref(url);
  if (!href) return null;
  const name = new URL(href).pathname.split('/').at(-1) ?? '';
  return (
    <a className={classes.file} href={href} target="_blank" rel="noopener noreferrer">
      <IconFile size={18} aria-hidden />
      <span>{richTexts.fileAt(decoded(name))}</span>
    </a>
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
