/** A text as Slack shows it letter by letter: nobody is called, and no link is dressed up. */
export function toSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A link with words. */
export function linkOf(url: string, words: string): string {
  return `<${url}|${toSlack(words).replaceAll('|', '¦')}>`;
}

/** A name in bold; what would end the bold is left out. */
export function boldOf(name: string): string {
  return `*${toSlack(name.replaceAll(/[*\n]/g, ' ').trim() || '?')}*`;
}

/** What people know of the places in a message. */
export interface Known {
  /** Names of people by Slack's id. */
  readonly people: ReadonlyMap<string, string>;
  /** Characters of emoji by their name. */
  readonly emoji: ReadonlyMap<string, string>;
}

/** Slack's form of a message as plain text, as a customer reads it. */
export function fromSlack(text: string, { people, emoji }: Known): string {
  const plain = text
    .replaceAll(/<([^<>]*)>/g, (_all, inside: string) => placeOf(inside, people))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return plain.replaceAll(/:([a-z0-9_+'-]+):/g, (all, name: string) => emoji.get(name) ?? all);
}

function placeOf(inside: string, people: ReadonlyMap<string, string>): string {
  const bar = inside.indexOf('|');
  const what = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (what.startsWith('@')) return `@${label || people.get(what.slice(1)) || what.slice(1)}`;
  if (what.startsWith('#')) return `#${label || what.slice(1)}`;
  if (what.startsWith('!')) return label || `@${what.slice(1).split('^')[0] ?? ''}`;
  const address = what.replace(/^mailto:/, '');
  const isSame = label === '' || label === address || address.replace(/^https?:\/\//, '') === label;
  return isSame ? address : `${label} (${address})`;
}

/** Ids of people who are named in a message, at most 20. */
export function namedIn(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]{1,20})>/g)].flatMap((match) => match[1] ?? []).slice(0, 20);
}

/** Emoji of a message, which Slack spells out in its blocks: their characters by their name. Never throws. */
export function emojiIn(blocks: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const look = (part: unknown, depth: number): void => {
    if (depth > 8 || found.size >= 200 || typeof part !== 'object' || part === null) return;
    if ('type' in part && part.type === 'emoji' && 'name' in part && 'unicode' in part) {
      const points = String(part.unicode).split('-');
      if (points.every((point) => /^[0-9a-f]{1,6}$/.test(point) && Number.parseInt(point, 16) <= 0x10ffff))
        found.set(
          String(part.name),
          String.fromCodePoint(...points.map((point) => Number.parseInt(point, 16))),
        );
    }
    for (const value of Object.values(part)) look(value, depth + 1);
  };
  look(blocks, 0);
  return found;
}
