import type { Entry } from '../../../contract/api/index.ts';
import { REPLY_LINE } from './strip-quotes.ts';

/** One entry of a thread, as a mail shows it. */
export interface Line {
  readonly author: string;
  readonly at: Date;
  readonly text: string;
  /** Files by name and size, and how they come. */
  readonly files: readonly string[];
}

/** Whom the conversation is with. */
export interface Person {
  readonly name: string;
  readonly username: string | null;
  /** Facts of the profile, one a line. */
  readonly facts: readonly string[];
}

export interface Written {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const LONGEST_EARLIER = 500;
const RULE = '─'.repeat(24);

/** Always the same of one conversation, so that programs which sort by subject keep it together. */
export function subjectOf(person: Person, handle: string, isFirst: boolean): string {
  const who = person.username === null ? person.name : `${person.name} (@${person.username})`;
  return oneLine(`${isFirst ? '' : 'Re: '}Direct message of ${who} to @${handle}`);
}

/** What was said, with the conversation before it. Pure. */
export function writeMessage(given: {
  readonly person: Person;
  readonly handle: string;
  readonly isFirst: boolean;
  readonly line: Line;
  readonly earlier: readonly Line[];
  readonly canReply: boolean;
  readonly link: string;
}): Written {
  const { person, handle, isFirst, line, earlier, canReply, link } = given;
  const head = canReply ? `${REPLY_LINE}: it goes to the customer as a direct message.` : '';
  const text = [
    head,
    `${line.author}, ${timeOf(line.at)}:`,
    line.text,
    ...line.files,
    `Open it on the desk: ${link}`,
    RULE,
    ...(earlier.length > 0 ? ['Before that:', ...earlier.map(plainLine), RULE] : []),
    ['Customer', person.name, ...person.facts].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  const html = page(
    [
      head && dim(head),
      `<p><strong>${escape(line.author)}</strong> ${small(timeOf(line.at))}</p>`,
      `<div style="font-size:16px;white-space:pre-wrap">${escape(line.text)}</div>`,
      ...line.files.map((file) => dim(file)),
      `<p><a href="${escape(link)}">Open it on the desk</a></p><hr>`,
      earlier.length > 0 ? `${dim('Before that:')}${earlier.map(htmlLine).join('')}<hr>` : '',
      dim([`Customer: ${person.name}`, ...person.facts].join(' · ')),
    ].join('\n'),
  );
  return { subject: subjectOf(person, handle, isFirst), text, html };
}

/** What a member is told of. Pure. */
export function writeNotice(given: {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link: string;
  readonly linkWords: string;
}): Written {
  const { subject, lines, link, linkWords } = given;
  return {
    subject: oneLine(subject),
    text: [...lines, `${linkWords}: ${link}`].join('\n\n'),
    html: page(
      [
        ...lines.map((line) => `<p style="white-space:pre-wrap">${escape(line)}</p>`),
        `<p><a href="${escape(link)}">${escape(linkWords)}</a></p>`,
      ].join('\n'),
    ),
  };
}

/** Why an answer did not go out, to whoever wrote it. Pure. */
export function writeRefusal(given: {
  readonly person: Person;
  readonly subject: string;
  readonly reason: string;
  readonly text: string;
  readonly link: string;
}): Written {
  const { person, reason, text, link } = given;
  const title = `Your answer to ${person.name} was not sent.`;
  const quoted = text.slice(0, 2_000);
  return {
    subject: oneLine(/^re:/i.test(given.subject) ? given.subject : `Re: ${given.subject}`),
    text: [
      title,
      reason,
      'Nothing of it reached the customer. You can answer the mail of the conversation again, or open it on the desk:',
      link,
      ...(quoted === '' ? [] : [`You wrote:\n${quoted.replaceAll(/^/gm, '> ')}`]),
    ].join('\n\n'),
    html: page(
      [
        `<p><strong>${escape(title)}</strong></p><p>${escape(reason)}</p>`,
        `<p>Nothing of it reached the customer. You can answer the mail of the conversation again, or <a href="${escape(link)}">open it on the desk</a>.</p>`,
        quoted && `<blockquote style="white-space:pre-wrap">${escape(quoted)}</blockquote>`,
      ].join('\n'),
    ),
  };
}

/** The words of an entry, beside its text. */
export function wordsOfEntry(entry: Pick<Entry, 'text' | 'content' | 'kind' | 'deletedAt'>): string {
  const { content } = entry;
  if (entry.deletedAt !== null) return '(deleted)';
  if (content.withheld) return '(not shown until the customer agrees to be read)';
  if (entry.kind === 'encrypted') return '(an encrypted message, which only X’s own apps can read)';
  const { location } = content;
  return [
    content.quickReplyAnswer ? `${entry.text} (chosen)` : entry.text,
    location && placeOf(location),
    content.post?.url,
    ...(content.quickReplies ?? []).map((option, index) => `${index + 1}. ${option.label}`),
  ]
    .filter((part) => part)
    .join('\n');
}

function placeOf(location: NonNullable<Entry['content']['location']>): string {
  const { latitude, longitude, name } = location;
  const point =
    latitude === null || longitude === null ? '' : `https://maps.google.com/maps?q=${latitude},${longitude}`;
  return ['Place:', name ?? '', point].filter((part) => part !== '').join(' ');
}

export function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

function timeOf(at: Date): string {
  return `${time.format(at)} UTC`;
}

function plainLine(line: Line): string {
  const text = [line.text, ...line.files].filter((part) => part !== '').join('\n');
  return `${line.author}, ${timeOf(line.at)}:\n${shorten(text).replaceAll(/^/gm, '  ')}`;
}

function htmlLine(line: Line): string {
  const text = [line.text, ...line.files].filter((part) => part !== '').join('\n');
  return `<p style="margin:8px 0"><strong>${escape(line.author)}</strong> ${small(timeOf(line.at))}<br><span style="white-space:pre-wrap">${escape(shorten(text))}</span></p>`;
}

function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length > LONGEST_EARLIER ? `${letters.slice(0, LONGEST_EARLIER).join('')}…` : text;
}

function page(body: string): string {
  return `<!doctype html><html><body dir="auto" style="font-family:system-ui,sans-serif;font-size:14px">\n${body}\n</body></html>`;
}

function dim(text: string): string {
  return `<p style="color:#666">${escape(text)}</p>`;
}

function small(text: string): string {
  return `<span style="color:#666;font-size:12px">${escape(text)}</span>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A head ends at a line break: none gets in. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 200);
}
