import { describe, expect, it } from 'vitest';
import { type Books, compareBooks } from './checker.ts';

const line = (text: string, direction: 'in' | 'out', state = 'sent') => ({ text, direction, state });
const books = (more: Partial<Books>): Books => ({
  conversation: 'c',
  x: [line('n/c/in/0', 'in'), line('n/c/out/0', 'out')],
  api: [line('n/c/in/0', 'in'), line('n/c/out/0', 'out')],
  accepted: ['n/c/out/0'],
  retried: new Set(),
  ...more,
});

describe('the checker', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(compareBooks(books({}))).toEqual([]);
  });

  it.each([
    ['a message that was lost', { api: [line('n/c/out/0', 'out')] }, 'lost on its way in'],
    [
      'a message that is shown twice',
      { api: [line('n/c/in/0', 'in'), line('n/c/in/0', 'in'), line('n/c/out/0', 'out')] },
      'shown 2 times',
    ],
    [
      'a message that was sent twice',
      { x: [line('n/c/in/0', 'in'), line('n/c/out/0', 'out'), line('n/c/out/0', 'out')] },
      'X has it 2 times',
    ],
    ['an answer that was never sent', { x: [line('n/c/in/0', 'in')] }, 'accepted and never sent'],
    [
      'an answer whose outcome stays unknown',
      { api: [line('n/c/in/0', 'in'), line('n/c/out/0', 'out', 'uncertain')] },
      'shown as uncertain',
    ],
  ])('finds %s', (_, more, words) => {
    expect(compareBooks(books(more)).join('\n')).toContain(words);
  });

  it('finds counters that do not rise', () => {
    const x = [line('n/c/out/1', 'out'), line('n/c/out/0', 'out')];
    const found = compareBooks(books({ x, api: x, accepted: ['n/c/out/0', 'n/c/out/1'] }));
    expect(found.join('\n')).toContain('out of order at X');
  });
});
