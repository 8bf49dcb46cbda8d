import { expect, it } from 'vitest';
import { fillWording, hasLink, wordingOf } from './public-answer.ts';

it('puts the link into a wording, and finds the wording again in a text that was changed', () => {
  const text = fillWording('Write to us: {link} Thanks!', '42');
  expect(text).toBe('Write to us: https://twitter.com/messages/compose?recipient_id=42 Thanks!');
  expect(hasLink(text, '42')).toBe(true);
  expect(wordingOf(text.replace('Thanks', 'Merci'), '42')).toBe('Write to us: {link} Merci!');
  // A number that only begins like ours leads elsewhere.
  expect(wordingOf('No link', '42')).toBeUndefined();
});
