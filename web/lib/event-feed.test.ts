import { expect, it } from 'vitest';
import { addEvents, gistOf, typesOf } from './event-feed.ts';

const event = (id: string, type = 'conversation:message') => ({
  id,
  type,
  conversationId: null,
  at: '2026-01-01T00:00:00.000Z',
  body: {},
});
const ids = (events: readonly { id: string }[]) => events.map((one) => one.id).join('');

it('puts the newest first, once, and lets the oldest go', () => {
  const first = addEvents([], [event('a'), event('b')]);
  expect(ids(first)).toBe('ba');
  expect(addEvents(first, [event('b')])).toBe(first);
  expect(ids(addEvents(first, [event('b'), event('c'), event('d')], 3))).toBe('dcb');
  expect(typesOf([event('a', 'z'), event('b', 'a'), event('c', 'z')])).toEqual(['a', 'z']);
});

it('says in a line who said what, and nothing of what nobody said', () => {
  const told = (message?: object) => gistOf({ body: { events: [{ payload: { message } }] } });
  expect(told({ author: { displayName: 'Ann' }, content: { type: 'text', text: 'Hi ' } })).toBe('Ann: Hi');
  expect(told({ author: {}, content: { type: 'image', text: '' } })).toBe('image');
  expect(told()).toBe('');
  expect(gistOf({ body: {} })).toBe('');
});
