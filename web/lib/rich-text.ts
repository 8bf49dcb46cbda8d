import type { TextEntity } from '../../contract/api/index.ts';

export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string; what: 'url' | 'mention' | 'hashtag' | 'cashtag' };

const plainLink = /https?:\/\/[^\s<>"'`]+/giu;
const trailing = /[.,;:!?…)\]}'"»”’]+$/u;

/** The address when it is one that may be opened from a customer's text (http or https), else undefined. */
export function safeHref(href: string | null | undefined): string | undefined {
  if (!href) return undefined;
  try {
    const url = new URL(href);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts a text into plain stretches and links. Entities that overlap or lie outside the text are ignored. */
export function cutText(text: string, entities: readonly TextEntity[] = []): Segment[] {
  const segments: Segment[] = [];
  let cursor = 0;
  for (const entity of entities.toSorted((a, b) => a.start - b.start)) {
    const href = safeHref(entity.href);
    const inside = entity.start >= cursor && entity.end > entity.start && entity.end <= text.length;
    if (!inside || !href) continue;
    segments.push(...cutPlain(text.slice(cursor, entity.start)));
    const shown =
      entity.kind === 'url' ? (entity.display ?? text.slice(entity.start, entity.end)) : undefined;
    segments.push({
      kind: 'link',
      what: entity.kind,
      href,
      text: shown ?? text.slice(entity.start, entity.end),
    });
    cursor = entity.end;
  }
  segments.push(...cutPlain(text.slice(cursor)));
  return segments;
}

function cutPlain(text: string): Segment[] {
  const segments: Segment[] = [];
  let cursor = 0;
  for (const match of text.matchAll(plainLink)) {
    const found = closeBrackets(match[0]);
    const href = safeHref(found);
    if (!href) continue;
    if (match.index > cursor) segments.push({ kind: 'text', text: text.slice(cursor, match.index) });
    segments.push({ kind: 'link', what: 'url', text: found, href });
    cursor = match.index + found.length;
  }
  if (cursor < text.length) segments.push({ kind: 'text', text: text.slice(cursor) });
  return segments;
}

/** Punctuation after a link belongs to the sentence, except a bracket that the link itself opened. */
function closeBrackets(found: string): string {
  const cut = found.replace(trailing, '');
  return cut.includes('(') && !cut.includes(')') && found[cut.length] === ')' ? `${cut})` : cut;
}
