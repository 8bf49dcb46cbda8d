import { expect, it } from 'vitest';
import { findEmojiQuery, rankEmoji } from './emoji-query.ts';

it('finds the word behind a colon at the caret', () => {
  expect(findEmojiQuery('Thanks :smi', 11)).toEqual({ start: 7, query: 'smi' });
  expect(findEmojiQuery(':SMI and more', 4)).toEqual({ start: 0, query: 'smi' });
  expect(findEmojiQuery(`${'long '.repeat(20)}:heart`, 106)).toEqual({ start: 100, query: 'heart' });
});

it('leaves times, addresses, smileys and finished words alone', () => {
  for (const text of ['at 10:30', 'https:', 'a:smile', ':D', ':', ': smile', ':smile ', '']) {
    expect(findEmojiQuery(text, text.length)).toBeUndefined();
  }
});

it('puts first what is first called so', () => {
  const list = [
    { emoji: '😄', name: 'laugh smile' },
    { emoji: '😃', name: 'smile happy' },
    { emoji: '🔥', name: 'fire' },
  ];
  expect(rankEmoji(list, 'smi').map(({ emoji }) => emoji)).toEqual(['😃', '😄']);
  expect(rankEmoji(list, 'mile')).toEqual([]);
  expect(rankEmoji(list, 'smi', 1)).toHaveLength(1);
});
