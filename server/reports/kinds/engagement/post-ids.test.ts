import { expect, test } from 'vitest';
import { readPostIds } from './post-ids.ts';

test('an id is found in everything that a post’s address can look like', () => {
  const id = '1930000000000000001';
  const forms = [
    id,
    `https://x.com/shop/status/${id}`,
    `http://twitter.com/shop/statuses/${id}/`,
    `https://mobile.twitter.com/shop/status/${id}?s=20&t=x`,
    `https://www.x.com/i/web/status/${id}#m`,
    `x.com/i/status/${id}/photo/1`,
    `https://twitter.com/#!/shop/status/${id}`,
    `HTTPS://X.COM/Shop/status/${id}`,
  ];
  for (const form of forms) expect([form, readPostIds([form])]).toEqual([form, { ids: [id], wrong: [] }]);
});

test('what was pasted together is parted, each once, in its order', () => {
  const pasted = ['3, 1\nhttps://x.com/a/status/2\t1;', '2'];
  expect(readPostIds(pasted)).toEqual({ ids: ['3', '1', '2'], wrong: [] });
});

test('what is no post is told, and digits are never lost', () => {
  const wrong = [
    'abc',
    '-1',
    '0',
    '007',
    '12345678901234567890',
    'https://x.com/shop',
    'https://x.com/shop/status/',
    'https://evil.example/x.com/shop/status/1',
    'https://notx.com/shop/status/1',
    '1.5',
    '1e5',
  ];
  expect(readPostIds(wrong)).toEqual({ ids: [], wrong });
  expect(readPostIds(['9007199254740993']).ids).toEqual(['9007199254740993']);
});
