import { describe, expect, it } from 'vitest';
import { hasPhrase, holdsPhrases, searchQuery, searchWords, snippetOf } from './index.ts';

describe('search words', () => {
  it('folds case, width and marks', () => {
    expect(searchWords('Crème BRÛLÉE ｆｕｌｌ')).toEqual(['creme', 'brulee', 'full']);
  });

  it('finds words where no spaces stand between them', () => {
    expect(searchWords('我的订单没有到')).toContain('订单');
    expect(searchWords('注文が届きません').length).toBeGreaterThan(1);
  });

  it('leaves punctuation and emoji out', () => {
    expect(searchWords('Hi!! 🎉 order #42 — ok?')).toEqual(['hi', 'order', '42', 'ok']);
  });

  it('bounds the words of one message', () => {
    expect(searchWords(Array.from({ length: 5000 }, (_, n) => `w${n}`).join(' '))).toHaveLength(2000);
    expect(searchWords('x'.repeat(500))[0]).toHaveLength(60);
  });
});

describe('search query', () => {
  it('wants every word and takes the last as a beginning', () => {
    expect(searchQuery('late order')).toBe(`'late' & 'order':*`);
    expect(searchQuery('late order ')).toBe(`'late' & 'order'`);
  });

  it('has no operators', () => {
    expect(searchQuery('a & !b | (c) <-> d:*')).toBe(`'a' & 'b' & 'c' & 'd':*`);
    expect(searchQuery("it's")).toBe(`'it''s':*`);
  });

  it('is nothing for marks alone', () => {
    expect(searchQuery(' ?! ')).toBeUndefined();
  });
});

describe('snippet', () => {
  it('marks the matches, accents or not', () => {
    expect(snippetOf('The Crème is late', 'creme la')).toBe('The \u0002Crème\u0003 is \u0002late\u0003');
  });

  it('cuts a long text around the first match', () => {
    const snippet = snippetOf(`${'a '.repeat(200)}needle${' b'.repeat(200)}`, 'needle');
    expect(snippet).toContain('\u0002needle\u0003');
    expect([snippet.at(0), snippet.at(-1)]).toEqual(['…', '…']);
    expect(snippet.length).toBeLessThan(180);
  });
});

describe('a phrase in quotation marks', () => {
  it('has to stand there word for word, whatever case, marks and punctuation', () => {
    expect(holdsPhrases('My order: was LATE again, again', '"order was late"')).toBe(true);
    expect(holdsPhrases('late was my order', '"order was late"')).toBe(false);
    expect(holdsPhrases('order order was late', '“order was” late')).toBe(true);
    expect(holdsPhrases('Crème brûlée', '«creme brulee»')).toBe(true);
    expect(holdsPhrases('我的订单没有到', '"订单没有"')).toBe(true);
  });

  it('is not there without them, or when they are not closed', () => {
    expect(holdsPhrases('late was my order', 'order was late')).toBe(true);
    expect(hasPhrase('"order was')).toBe(false);
    expect(hasPhrase('"order was"')).toBe(true);
  });
});
