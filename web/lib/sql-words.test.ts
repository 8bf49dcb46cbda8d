import { describe, expect, it } from 'vitest';
import { findSqlWord, quoteSqlName, rankSqlNames, type SqlName } from './sql-words.ts';

/** The caret stands at `|`. */
const wordIn = (text: string) => {
  const caret = text.indexOf('|');
  return findSqlWord(text.replace('|', ''), caret);
};

describe('the name that is being written', () => {
  it('is the word before the caret', () => {
    expect(wordIn('select Ord|')).toEqual({ start: 7, end: 10, query: 'ord' });
    expect(wordIn('select a.cou|nt')).toEqual({ start: 9, end: 12, query: 'cou' });
    expect(wordIn('select "a b".grö|')).toEqual({ start: 13, end: 16, query: 'grö' });
  });

  it('may stand in quotes, with blanks', () => {
    expect(wordIn('from "Orders of|')).toEqual({ start: 5, end: 15, query: 'orders of' });
    expect(wordIn('from "Orders of|"')).toEqual({ start: 5, end: 16, query: 'orders of' });
    expect(wordIn('from "|')).toBeUndefined();
    expect(wordIn('from "My" "say ""hi|')).toMatchObject({ start: 10, query: 'say "hi' });
  });

  it.each([
    ['one letter', 'select a|'],
    ['a number', 'limit 100|'],
    ['a word of SQL', 'select|'],
    ['a text', "where who = 'Ord|"],
    ['a text with a quote in it', "where who = 'it''s Ord|"],
    ['a comment', 'select 1 -- Ord|'],
    ['a longer comment', '/* Ord\n"ers|'],
    ['nothing', 'select |'],
  ])('is none in %s', (_, text) => expect(wordIn(text)).toBeUndefined());

  it('is one behind a text or a comment that has ended', () => {
    expect(wordIn("where who = 'it''s' and Ord|")?.query).toBe('ord');
    expect(wordIn('-- "\nselect Ord|')?.query).toBe('ord');
    expect(wordIn("/* ' */ Ord|")?.query).toBe('ord');
  });
});

describe('names', () => {
  const names: SqlName[] = [
    { name: 'Late orders', of: null },
    { name: 'Orders', of: null },
    { name: 'order', of: 'Orders' },
    { name: 'ordered_at', of: 'Orders' },
    { name: 'ORDERED_AT', of: 'Late orders' },
    { name: 'border', of: 'Orders' },
  ];
  const ranked = (query: string, most?: number) => rankSqlNames(names, query, most).map(({ name }) => name);

  it('that begin so come first, each once', () => {
    expect(ranked('ord')).toEqual(['Orders', 'order', 'ordered_at', 'Late orders']);
    expect(ranked('ord', 2)).toEqual(['Orders', 'order']);
    expect(ranked('at')).toEqual(['ordered_at']);
    expect(ranked('x')).toEqual([]);
  });

  it('that are written already are not offered, unless quotes are missing', () => {
    expect(ranked('orders')).toEqual(['Late orders']);
    expect(ranked('order')).toEqual(['Orders', 'order', 'ordered_at', 'Late orders']);
  });

  it('stand in quotes where they must', () => {
    expect(['who', 'order', 'Late orders', 'a"b', '1st', 'größe'].map(quoteSqlName)).toEqual([
      'who',
      '"order"',
      '"Late orders"',
      '"a""b"',
      '"1st"',
      '"größe"',
    ]);
  });
});
