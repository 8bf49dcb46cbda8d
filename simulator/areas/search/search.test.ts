import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPost, deletePost, like, repost } from '../../acts/posts.ts';
import { createSim } from '../../sim.ts';
import { mergeNewestFirst } from '../../core/page.ts';
import { candidatesOf, matches } from './match.ts';
import { QueryError, parseQuery } from './parse.ts';
import { createPostIndex } from './post-index.ts';

function start() {
  const { sim } = createSim({ startAt: Date.parse('2026-11-20T12:00:00Z') });
  const index = createPostIndex(sim);
  sim.store.open();
  const [ann, bob, shop] = ['ann', 'bob', 'shop'].map((username) => sim.users.create({ username }));
  if (!ann || !bob || !shop) throw new Error('three people are needed');
  const search = (text: string) => {
    const query = parseQuery(text);
    const lists = candidatesOf(sim, index, query);
    return lists && [...mergeNewestFirst(lists)].filter((post) => matches(sim, query, post));
  };
  const write = (authorId: string, text: string, more: { inReplyToId?: string; quotedId?: string } = {}) =>
    createPost(sim, { authorId, text, ...more });
  return { sim, index, ann, bob, shop, search, write };
}

function outcomeOf(text: string): string {
  try {
    parseQuery(text);
    return 'read';
  } catch (error) {
    return error instanceof QueryError ? 'refused' : String(error);
  }
}

describe('a search query', () => {
  it('joins by spaces first, then by OR, unless there are parentheses', () => {
    const text = (query: ReturnType<typeof parseQuery>): string => {
      if (query.kind === 'term')
        return `${query.negated ? '-' : ''}${'words' in query.term ? query.term.words.join('+') : query.term.kind}`;
      return `(${query.parts.map(text).join(query.kind === 'or' ? ' | ' : ' & ')})`;
    };
    expect(text(parseQuery('apple OR iphone ipad'))).toBe('(apple | (iphone & ipad))');
    expect(text(parseQuery('(apple OR iphone) -ipad "two words"'))).toBe(
      '((apple | iphone) & -ipad & two+words)',
    );
    expect(text(parseQuery('a AND b'))).toBe('(a & b)');
  });

  it.each([
    ['', 'no viable alternative', 1],
    ['(a', "missing ')'", 3],
    ['a)', "extraneous input ')'", 2],
    ['a OR', 'no viable alternative', 5],
    ['-(a b)', 'Negating a group is not supported', 1],
    ['a place:rome', "Reference to invalid operator 'place'", 3],
    ['a is:odd', "Reference to invalid field 'is:odd'", 3],
    ['a is:nullcast', 'must be negated', 3],
    ['a has:', 'missing value', 3],
    ['conversation_id:x', 'invalid id', 1],
    ['a "open', 'no viable alternative', 3],
    ['!!!', 'no viable alternative', 1],
  ])('%j is refused with what is wrong and where', (query, message, position) => {
    let error: unknown;
    try {
      parseQuery(query);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ message: expect.stringContaining(message), position });
  });

  it('never fails in another way, whatever is written', () => {
    const part = fc.constantFrom(
      '(',
      ')',
      'OR',
      '-',
      '"',
      'a',
      ' ',
      'from:',
      '#',
      '@x',
      'is:',
      ':',
      '\\',
      'é',
      '👍',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expect(outcomeOf(parts.join(''))).toMatch(/^(read|refused)$/);
      }),
    );
  });
});

describe('search', () => {
  it('finds words and phrases without regard to case, accents and punctuation', () => {
    const { ann, search, write } = start();
    const cola = write(ann.id, 'I like coca-cola');
    const cafe = write(ann.id, 'Ein CAFÉ, bitte 👍');
    const parcel = write(ann.id, '荷物はどこですか');
    expect(search('"coca cola"')).toEqual([cola]);
    expect(search('coca-cola')).toEqual([cola]);
    expect(search('"cola coca"')).toEqual([]);
    expect(search('cafe')).toEqual([cafe]);
    expect(search('café -ein')).toEqual([]);
    expect(search('👍')).toEqual([cafe]);
    expect(search('荷物')).toEqual([parcel]);
    expect(search('coc')).toEqual([]);
  });

  it('knows the operators', () => {
    const { sim, ann, bob, shop, search, write } = start();
    const first = write(ann.id, 'Hello @shop #Help $TWTR https://docs.example.com/page');
    const reply = write(shop.id, 'Here we are', { inReplyToId: first.id });
    const quote = write(bob.id, 'Look', { quotedId: first.id });
    const again = repost(sim, bob.id, first);
    const list = sim.lists.create({ ownerId: ann.id, name: 'l', description: '', private: false });
    sim.lists.members.add(bob.id, list.id);
    sim.users.update(shop.id, { verified: true });
    like(sim, bob.id, first);
    const expected: [string, unknown[]][] = [
      ['from:ann', [first]],
      [`from:${bob.id}`, [again, quote]],
      ['from:nobody', []],
      ['to:ann', [reply]],
      ['@shop', [first]],
      ['#help', [first]],
      ['#hel', []],
      ['$twtr', [first]],
      ['url:"https://docs.example.com"', [first]],
      ['url:example', [first]],
      ['url:other', []],
      ['retweets_of:ann', [again]],
      [`retweets_of_tweet_id:${first.id}`, [again]],
      [`in_reply_to_tweet_id:${first.id}`, [reply]],
      [`quotes_of_tweet_id:${first.id}`, [quote]],
      [`conversation_id:${first.id}`, [reply, first]],
      [`list:${list.id} -is:retweet`, [quote]],
      ['(from:ann OR from:bob OR from:shop) is:reply', [reply]],
      ['(from:ann OR from:bob) is:quote', [quote]],
      ['(from:ann OR from:bob) -is:retweet', [quote, first]],
      ['(from:ann OR from:shop) is:verified', [reply]],
      ['from:ann has:links has:hashtags has:cashtags has:mentions -has:media', [first]],
      ['hello min_likes:1', [first]],
      ['hello min_likes:2', []],
      ['from:ann lang:en -is:nullcast', [first]],
      ['hello OR look', [quote, first]],
    ];
    for (const [query, posts] of expected) expect({ query, posts: search(query) }).toEqual({ query, posts });
  });

  it('needs a part that can be looked up in every branch', () => {
    const { search } = start();
    for (const query of ['has:links', 'is:reply OR hello', '-hello', 'lang:en min_likes:3'])
      expect({ query, found: search(query) }).toEqual({ query, found: undefined });
  });

  it('finds with its index what looking at every post finds, while posts come and go', () => {
    const word = fc.constantFrom('red', 'green', 'blue', '#tag', '@bob', 'https://a.example/x');
    const term = fc.constantFrom(
      'red',
      'green',
      '"red green"',
      '#tag',
      '@bob',
      'from:ann',
      'from:bob',
      'url:a',
    );
    const filter = fc.constantFrom('', '-blue', 'is:reply', '-is:retweet', 'has:links', '-#tag');
    const branch = fc.tuple(term, filter).map((parts) => parts.join(' '));
    const act = fc.record({
      by: fc.nat(2),
      words: fc.array(word, { minLength: 1, maxLength: 4 }),
      what: fc.constantFrom('post', 'post', 'reply', 'repost', 'delete'),
      pick: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 40 }),
        fc.array(branch, { minLength: 1, maxLength: 3 }),
        (acts, branches) => {
          const { sim, ann, bob, shop, search } = start();
          search('red');
          for (const { by, words, what, pick } of acts) {
            const author = [ann, bob, shop][by] ?? ann;
            const all = sim.posts.all();
            const other = all[pick % Math.max(1, all.length)];
            if (what === 'delete' && other) deletePost(sim, other);
            else if (what === 'repost' && other) repost(sim, author.id, other);
            else
              createPost(sim, {
                authorId: author.id,
                text: words.join(' '),
                inReplyToId: what === 'reply' ? other?.id : undefined,
              });
          }
          const text = branches.join(' OR ');
          const query = parseQuery(text);
          const expected = sim.posts.all().filter((post) => matches(sim, query, post));
          expect(search(text)?.map(({ id }) => id)).toEqual(expected.map(({ id }) => id).reverse());
        },
      ),
      { numRuns: 60 },
    );
  });
});
