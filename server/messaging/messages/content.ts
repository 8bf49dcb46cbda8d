import { Value } from 'typebox/value';
import { RichContent } from '../../../contract/api/index.ts';
import type { PostMessageBody } from '../../../contract/sunshine/messages.ts';
import { MOST_TEXT } from '../../../contract/sunshine/messages.ts';
import { compileBody } from '../http/parse.ts';
import { badRequest } from '../http/problem.ts';
import { readShorthand } from './shorthand.ts';

type Given = PostMessageBody['content'];

const byType = new Map(
  RichContent.anyOf.map((schema) => [
    String(schema.properties.type.const),
    { schema, check: compileBody(schema) },
  ]),
);

/** Kinds of the contract that only other channels have. */
const ELSEWHERE = new Set(['form', 'formResponse', 'template']);

/**
 * What a program wants to say, in our words; unknown fields are left out, other channels' fields too.
 * @throws SunshineError 400 naming what is wrong.
 */
export function readContent(given: Given, by: 'business' | 'user'): RichContent {
  if (ELSEWHERE.has(given.type)) throw badRequest(`Unsupported message type \`${given.type}\``);
  const known = byType.get(given.type);
  if (!known) throw badRequest(`content.type should be one of ${[...byType.keys()].join(', ')}`);
  const plain = given.type === 'text' ? textOf(given) : given;
  // Most messages are plain text, and cleaning a union of actions costs a millisecond.
  const isPlain = plain.type === 'text' && plain['actions'] === undefined;
  const cleaned: unknown = isPlain
    ? { type: 'text', text: plain['text'] }
    : Value.Clean(known.schema, withCurrency(Value.Clone(plain)));
  const content = known.check(cleaned);
  const meant = content.type === 'text' && by === 'business' ? meaningOf(content) : content;
  check(meant, by);
  return meant;
}

/** A price without a currency is one in dollars, as in the original. */
function withCurrency(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCurrency);
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = { ...value };
  for (const part of ['actions', 'items'] as const)
    if (fields[part] !== undefined) fields[part] = withCurrency(fields[part]);
  return fields['type'] === 'buy' ? { currency: 'usd', ...fields } : fields;
}

/** Text comes as plain text, as HTML or as Markdown; X shows plain text. */
function textOf(given: Given): Given {
  const { text, htmlText, markdownText, ...rest } = given;
  const first = [text, typeof htmlText === 'string' ? fromHtml(htmlText) : undefined, markdownText].find(
    (one) => one !== undefined && one !== null,
  );
  const hasActions = Array.isArray(rest['actions']) && rest['actions'].length > 0;
  if (first === undefined && !hasActions) throw badRequest("content should have required property 'text'");
  if (first === '' && !hasActions) throw badRequest('content.text should not be empty');
  return { ...rest, type: 'text', text: first ?? '' };
}

function meaningOf(content: Extract<RichContent, { type: 'text' }>): RichContent {
  const { text, actions, imageUrl } = readShorthand(content.text);
  const all = [...(content.actions ?? []), ...actions];
  const withActions = all.length > 0 ? { actions: all } : {};
  if (imageUrl === null) return { type: 'text', text, ...withActions };
  return { type: 'image', mediaUrl: imageUrl, ...(text === '' ? {} : { text }), ...withActions };
}

/** Rules that no schema says. */
function check(content: RichContent, by: 'business' | 'user'): void {
  const actions = 'actions' in content ? (content.actions ?? []) : [];
  if (by === 'user' && (actions.length > 0 || content.type === 'carousel' || content.type === 'list')) {
    throw badRequest('Actions are only allowed in messages of author type business');
  }
  const isChoice = (type: string) => type === 'reply' || type === 'locationRequest';
  if (actions.some(({ type }) => isChoice(type)) && !actions.every(({ type }) => isChoice(type))) {
    throw badRequest('Actions of type reply and locationRequest cannot be combined with other types');
  }
  const text = 'text' in content ? (content.text ?? '') : '';
  if (text.length > MOST_TEXT)
    throw badRequest(`content.text should NOT be longer than ${MOST_TEXT} characters`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function fromHtml(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole: string, name: string) => {
      if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .trim();
}
