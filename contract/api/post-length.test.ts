import { expect, test } from 'vitest';
import { postWeight } from './post-length.ts';

test.each<[string, number]>([
  ['', 0],
  ['Hello', 5],
  // The same letter, composed or not.
  ['café', 4],
  ['cafe\u0301', 4],
  ['谢谢', 4],
  ['a–b “c” …', 10],
  ['©', 1],
  ['👍', 2],
  ['👍🏽', 2],
  ['👩‍👩‍👧‍👦', 2],
  ['🇩🇪', 2],
  ['1️⃣', 2],
  ['https://x.com/messages/compose?recipient_id=1234567890123456789&text=Hello%20there', 23],
  ['see https://a.example/b?c=d. Thanks', 4 + 23 + 8],
  ['(https://a.example)', 25],
  ['two https://a.example https://b.example', 4 + 23 + 1 + 23],
  ['write to fernhill.com/trade or ann@fernhill.com', 9 + 23 + 4 + 16],
  ['no.such thing', 13],
])('X counts %j as %d', (text, weight) => {
  expect(postWeight(text)).toBe(weight);
});
