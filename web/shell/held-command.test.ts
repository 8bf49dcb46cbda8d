import { expect, it } from 'vitest';
import { HeldCommand } from './held-command.ts';

it('keeps the last command for the conversation that is opening', () => {
  const held = new HeldCommand();
  expect(held.hold('conversation.toMe', 0)).toBe(false);
  held.expect('a', 0);
  expect(held.hold('conversation.toMe', 10)).toBe(true);
  expect(held.hold('conversation.close', 20)).toBe(true);
  expect(held.hold('list.next', 30)).toBe(false);
  held.expect('a', 40);
  expect(held.release('a', 50)).toBe('conversation.close');
  expect(held.release('a', 60)).toBeUndefined();
  expect(held.hold('conversation.toMe', 70)).toBe(false);
});

it('forgets it when another conversation opens, or none', () => {
  const held = new HeldCommand();
  held.expect('a', 0);
  held.hold('conversation.close', 0);
  held.expect('b', 10);
  expect(held.release('a', 20)).toBeUndefined();
  expect(held.release('b', 20)).toBeUndefined();
  held.expect('c', 30);
  held.hold('conversation.close', 30);
  held.giveUp('b');
  held.giveUp('c');
  expect(held.release('c', 40)).toBeUndefined();
});

it('takes the letters behind r and n for text', () => {
  const held = new HeldCommand();
  held.expect('a', 0);
  held.hold('compose.reply', 0);
  expect(held.hold('conversation.close', 10)).toBe(true);
  expect(held.release('a', 20)).toBe('compose.reply');
});

it('runs nothing after five seconds, and holds nothing either', () => {
  const held = new HeldCommand();
  held.expect('a', 0);
  held.hold('conversation.close', 0);
  expect(held.release('a', 5_001)).toBeUndefined();
  held.expect('a', 6_000);
  expect(held.hold('conversation.close', 11_001)).toBe(false);
});
