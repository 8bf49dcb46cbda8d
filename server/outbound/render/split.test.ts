import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CardAction, RichAction, RichContent, RichItem } from '../../../contract/api/index.ts';
import { lengthOf } from './labels.ts';
import { LONGEST_TEXT, render, type Rendered, splitRich, storedChoices } from './index.ts';

// Words that stand nowhere else, so that a missing one is seen.
let next = 0;
const word = fc.constant(null).map(() => {
  next += 1;
  return `w${next}w`;
});
const uri = fc
  .tuple(word, fc.integer({ min: 0, max: 2_000 }))
  .map(([id, length]) => `https://a.example/${id}/${'x'.repeat(length)}`);
const cardAction: fc.Arbitrary<CardAction> = fc.oneof(
  fc.record({ type: fc.constant('link' as const), text: word, uri }),
  fc.record({ type: fc.constant('webview' as const), text: word, uri, fallback: uri }),
  fc.record({ type: fc.constant('postback' as const), text: word, payload: word }),
  fc.record({
    type: fc.constant('buy' as const),
    text: word,
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constant('EUR'),
  }),
);
const action: fc.Arbitrary<RichAction> = fc.oneof(
  cardAction,
  fc.record({ type: fc.constant('reply' as const), text: word, payload: word }),
  fc.record({ type: fc.constant('locationRequest' as const), text: word }),
);
const actions = fc.array(action, { maxLength: 40 });
const words = fc
  .tuple(word, fc.integer({ min: 0, max: 4_000 }))
  .map(([id, length]) => id + ' y'.repeat(length / 2));
const item: fc.Arbitrary<RichItem> = fc.record({
  title: word,
  description: word,
  mediaUrl: uri,
  actions: fc.array(cardAction, { minLength: 1, maxLength: 3 }),
});
const items = fc.array(item, { minLength: 1, maxLength: 10 });
const rich: fc.Arbitrary<RichContent> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: words, actions }),
  fc.record({
    type: fc.constant('text' as const),
    text: fc.constant(''),
    actions: fc.array(action, { minLength: 1, maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('image' as const), mediaUrl: uri, text: words, actions }),
  fc.record({ type: fc.constant('carousel' as const), items }),
  fc.record({ type: fc.constant('list' as const), items, actions: fc.array(cardAction, { maxLength: 10 }) }),
);

it.each(['enabled', 'refused'] as const)('loses no word and no action, and fits X, with v1.1 %s', (v1Dm) => {
  fc.assert(
    fc.property(rich, (message) => {
      const parts = splitRich(message);
      const sent = parts.map((part) =>
        render({ text: '', options: [], rich: part }, { v1Dm, authKind: 'oauth1' }),
      );
      expect(sent.every(({ text }) => lengthOf(text) <= LONGEST_TEXT && text.trim() !== '')).toBe(true);
      const shown = sent.map(readable).join('\n');
      expect(wanted(message).filter((one) => !shown.includes(one))).toEqual([]);
      const payloads = parts.flatMap(storedChoices).map(({ payload }) => payload ?? '');
      expect(payloads.toSorted()).toEqual(choicesOf(message).toSorted());
    }),
    { numRuns: 150 },
  );
});

it('offers all choices together, in the last message', () => {
  fc.assert(
    fc.property(rich, (message) => {
      const offering = splitRich(message).map((part) => storedChoices(part).length > 0);
      expect(offering.slice(0, -1)).not.toContain(true);
    }),
    { numRuns: 100 },
  );
});

/** Everything that a customer sees of it. */
function readable(rendered: Rendered): string {
  if (rendered.via === 'v2') return rendered.text;
  const options = rendered.quickReply?.type === 'options' ? rendered.quickReply.options : [];
  return [
    rendered.text,
    ...(rendered.buttons ?? []).flatMap(({ label, url }) => [label, url]),
    ...options.map(({ label }) => label),
    // X's own button stands for the words of the request.
    ...(rendered.quickReply?.type === 'location' ? ['location'] : []),
  ].join('\n');
}

function actionsOf(message: RichContent): RichAction[] {
  const own = 'actions' in message ? (message.actions ?? []) : [];
  return 'items' in message ? [...message.items.flatMap((one) => one.actions), ...own] : own;
}

function choicesOf(message: RichContent): string[] {
  return actionsOf(message).flatMap((one) =>
    one.type === 'reply' || one.type === 'postback' ? [one.payload] : [],
  );
}

/** What must be seen: words, labels, addresses. X's own button for the place has its own words. */
function wanted(message: RichContent): string[] {
  const said = 'text' in message && message.text ? [message.text] : [];
  const cards = 'items' in message ? message.items.flatMap((one) => [one.title, one.description ?? '']) : [];
  const done = actionsOf(message).flatMap((one) => {
    if (one.type === 'locationRequest') return [];
    const opened = one.type === 'link' ? [one.uri] : one.type === 'webview' ? [one.fallback] : [];
    return [one.text, ...opened];
  });
  return [...said.map((text) => text.trimEnd()), ...cards, ...done];
}
