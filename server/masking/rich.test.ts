import { expect, it } from 'vitest';
import type { Entry, RichContent } from '../../contract/api/index.ts';
import { compile } from './compile.ts';
import { maskEntry } from './mask.ts';
import { mapRich } from './rich.ts';
import { standardRules } from './standard-rules.ts';

const CARD = '4111111111111111';
const action = (label: string) =>
  ({ type: 'postback', text: label, payload: CARD, metadata: { card: CARD } }) as const;
const link = { type: 'link', text: CARD, uri: `https://a.example/${CARD}` } as const;
const item = {
  title: CARD,
  description: CARD,
  altText: CARD,
  mediaUrl: 'https://m.example/1',
  actions: [action(CARD)],
};
const messages: RichContent[] = [
  { type: 'text', text: CARD, actions: [action(CARD), link] },
  { type: 'image', mediaUrl: 'https://m.example/1', text: CARD, altText: CARD, actions: [action(CARD)] },
  { type: 'file', mediaUrl: 'https://m.example/1', text: CARD, altText: CARD },
  { type: 'carousel', items: [item] },
  { type: 'list', items: [item], actions: [link] },
  { type: 'location', coordinates: { lat: 1, long: 2 }, location: { name: CARD, address: CARD } },
];

const all = compile(standardRules.map((rule) => ({ ...rule, id: null })));
const rules = { switches: { customers: true, agents: true }, in: all, out: all };
const entry = (direction: 'in' | 'out', content: Entry['content']): Omit<Entry, 'masked'> => ({
  id: 'a'.repeat(24),
  conversationId: 'b'.repeat(24),
  position: '1',
  kind: 'message',
  direction,
  authorKind: direction === 'in' ? 'customer' : 'program',
  authorId: null,
  text: '',
  content,
  media: [],
  state: 'received',
  at: '2026-11-30T12:00:00.000Z',
  sendsAt: null,
  failure: null,
  deletedAt: null,
});

it.each(messages)(
  '#94 every text of a $type that people read is masked, and nothing that programs need',
  (rich) => {
    const shown = maskEntry(rules, entry('in', { rich }));
    expect(shown.masked).toBe(true);
    const programsOwn = /"(payload|card)":"\d+"/g;
    expect(JSON.stringify(shown.content.rich).replace(programsOwn, '')).not.toContain(CARD);
    expect(JSON.stringify(shown.content.rich).match(programsOwn)).toEqual(
      JSON.stringify(rich).match(programsOwn),
    );
    expect(mapRich(rich, (text) => text)).toEqual(rich);
  },
);

it('what the business wrote is shown as it went out', () => {
  const [rich] = messages;
  const shown = maskEntry(rules, entry('out', rich ? { rich } : {}));
  expect(shown).toMatchObject({ masked: false, content: { rich } });
});

it('an answer brings a program its own words as they are, and hides X’s of others', () => {
  const own = { metadata: CARD, kind: 'postback', payload: CARD } as const;
  expect(maskEntry(rules, entry('in', { quickReplyAnswer: own })).content.quickReplyAnswer).toEqual(own);
  const foreign = maskEntry(
    rules,
    entry('in', { quickReplyAnswer: { metadata: CARD, offeredBy: 'c'.repeat(24) } }),
  );
  expect(foreign.content.quickReplyAnswer).toEqual({ metadata: '#'.repeat(16), offeredBy: 'c'.repeat(24) });
});
