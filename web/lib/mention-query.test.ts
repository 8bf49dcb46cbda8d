import { expect, it } from 'vitest';
import { findMentionQuery, findMentions, type Named, rankNamed } from './mention-query.ts';

const ana: Named = { kind: 'member', id: 'a', name: 'Ana' };
const anaMaria: Named = { kind: 'member', id: 'm', name: 'Ana Maria' };
const billing: Named = { kind: 'team', id: 't', name: 'Billing' };
const all = [ana, anaMaria, billing];

it('finds the name that is being written, with its spaces, and no address', () => {
  expect(findMentionQuery('hi @ana ma', 10)).toEqual({ start: 3, query: 'ana ma' });
  expect(findMentionQuery('@', 1)).toEqual({ start: 0, query: '' });
  expect(findMentionQuery('mail me@ana', 11)).toBeUndefined();
  expect(findMentionQuery('hi ana', 6)).toBeUndefined();
});

it('ranks who begins so before whose second name does', () => {
  expect(rankNamed(all, 'ma').map((one) => one.id)).toEqual(['m']);
  expect(rankNamed(all, 'a').map((one) => one.id)).toEqual(['a', 'm']);
  expect(rankNamed(all, 'x')).toEqual([]);
});

it('finds whole names, the longest first', () => {
  expect(findMentions('@Ana Maria and @ana, ask @Billing!', all)).toEqual([
    { kind: 'member', id: 'm', start: 0, end: 10 },
    { kind: 'member', id: 'a', start: 15, end: 19 },
    { kind: 'team', id: 't', start: 25, end: 33 },
  ]);
  expect(findMentions('@Anabel me@Ana', all)).toEqual([]);
});

it('takes who was picked among namesakes', () => {
  const other: Named = { ...ana, id: 'b' };
  expect(findMentions('@Ana', [ana, other], new Map([['Ana', other]]))[0]?.id).toBe('b');
});
