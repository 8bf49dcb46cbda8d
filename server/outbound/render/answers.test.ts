import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RichAction, RichContent } from '../../../contract/api/index.ts';
import { lengthOf } from './labels.ts';
import { matchAnswer, type Rendered, render, storedChoices } from './index.ts';

const oauth1 = { authKind: 'oauth1' } as const;
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
/** Labels that could be taken for marks, for each other, or for nothing at all. */
const trap = fc.constantFrom(
  '1',
  '2.',
  '٢',
  '2️⃣',
  'A',
  'b',
  'A1',
  'B2',
  '1. A',
  'Yes',
  'yes!',
  '?!',
  'www.a.example',
  'x y',
);
const label = fc.oneof(trap, words);
const payload = fc.oneof(
  fc.constantFrom('p', '#1', '#2', ' ', 'p '),
  fc.string({ minLength: 1, maxLength: 1024 }),
);
const metadata = fc.option(fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.boolean())), {
  nil: undefined,
});
const choice = fc
  .record({ type: fc.constantFrom('reply', 'postback'), text: label, payload, metadata })
  .map(({ metadata: given, ...action }) => (given ? { ...action, metadata: given } : action));
const other: fc.Arbitrary<RichAction> = fc.oneof(
  fc.record({ type: fc.constant('link' as const), text: label, uri: fc.webUrl() }),
  fc.record({ type: fc.constant('locationRequest' as const), text: label }),
);
const actions: fc.Arbitrary<RichAction[]> = fc
  .tuple(fc.array(choice, { minLength: 1, maxLength: 40 }), fc.array(other, { maxLength: 4 }))
  .map(([choices, others]) => [...others, ...choices]);

it('gives back the choice that was taken, whatever the choices are and however they went out', () => {
  fc.assert(
    fc.property(
      actions,
      fc.oneof(fc.string({ maxLength: 40 }), fc.constant('1. One\n2) Two')),
      (list, text) => {
        const rich: RichContent = { type: 'text', text, actions: list };
        const offered = list.filter((action) => action.type === 'reply' || action.type === 'postback');
        const stored = storedChoices(rich);
        const came = (v1Dm: 'enabled' | 'refused') => {
          const rendered = render({ text: '', options: [], rich }, { ...oauth1, v1Dm });
          return takeEach(rendered, offered.length).map((answer) => {
            const found = matchAnswer(stored, answer);
            const taken = found && stored[found.index];
            return { type: taken?.kind, payload: taken?.payload, metadata: taken?.actionMetadata };
          });
        };
        const wanted = offered.map(({ type, payload: word, metadata: more }) => ({
          type,
          payload: word,
          metadata: more,
        }));
        expect(came('enabled')).toEqual(wanted);
        expect(came('refused')).toEqual(wanted);
      },
    ),
    { numRuns: 300 },
  );
});

/** What comes back when a customer takes each of the choices: taps it, or writes what stands before it. Nothing where X
 * would not take the labels, or two look the same. */
function takeEach(rendered: Rendered, count: number): { text: string; metadata?: string }[] {
  if (rendered.via === 'v1' && rendered.quickReply?.type === 'options') {
    const { options } = rendered.quickReply;
    const isFit = options.every((option) => lengthOf(option.label) <= 36 && option.label !== '');
    if (!isFit || new Set(options.map((option) => option.label)).size !== count) return [];
    // X, and we, take blanks off the ends.
    return options.map((option) => ({ text: option.label, metadata: option.metadata.trim() }));
  }
  const lines = rendered.text.split('\n').slice(-count);
  return lines.map((line) => ({ text: line.slice(0, line.indexOf('. ')) }));
}
