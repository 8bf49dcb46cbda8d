import { describe, expect, it } from 'vitest';
import { createRandom } from '../events/random.ts';
import { createFaultBook } from './book.ts';
import { matchesPath } from './path.ts';

describe('a path pattern', () => {
  it.each([
    ['/2/webhooks', '/2/webhooks', true],
    ['/2/webhooks/:id', '/2/webhooks/12', true],
    ['/2/webhooks/:id', '/2/webhooks', false],
    ['/2/webhooks/:id', '/2/webhooks/12/more', false],
    ['/2/dm_conversations/with/:id/messages', '/2/dm_conversations/with/7/messages', true],
    ['/2/*', '/2/users/me', true],
    ['/*', '/1.1/direct_messages/events/new.json', true],
    ['/2/*', '/1.1/users', false],
  ])('%s covers %s: %s', (pattern, path, covers) => {
    expect(matchesPath(pattern, path)).toBe(covers);
  });
});

describe('the fault book', () => {
  const subject = { method: 'POST', path: '/2/webhooks', appId: 'a', userId: null };
  const strikes = (more: object, times: number): boolean[] => {
    const book = createFaultBook(createRandom(1));
    book.add({ on: 'request', kind: 'status', path: '/2/webhooks', ...more });
    return Array.from({ length: times }, () => book.strikeRequest(subject) !== null);
  };

  it('lets the first ones pass and stops after its count', () => {
    expect(strikes({ skip: 1, count: 2 }, 5)).toEqual([false, true, true, false, false]);
  });

  it('strikes about as often as its probability says', () => {
    const hits = strikes({ probability: 0.25 }, 4000).filter(Boolean).length;
    expect(hits).toBeGreaterThan(900);
    expect(hits).toBeLessThan(1100);
  });

  it('does not count calls that it does not cover', () => {
    expect(strikes({ count: 1, appId: 'b' }, 2)).toEqual([false, false]);
    expect(strikes({ count: 1, method: 'get' }, 2)).toEqual([false, false]);
  });
});
