import { expect, it } from 'vitest';
import { composeLink } from './compose-link.ts';

it('#112 names the account by its X id', () => {
  expect(composeLink('1234567890123456789')).toBe(
    'https://twitter.com/messages/compose?recipient_id=1234567890123456789',
  );
  expect(composeLink('12', '  \n ')).toBe('https://twitter.com/messages/compose?recipient_id=12');
});

it('#112 takes first words along, whatever is in them', () => {
  const link = composeLink('12', ' Order #7 & more?\nÜber +1 ☕ ');
  expect(link).not.toMatch(/[\s#+☕]/);
  const { searchParams } = new URL(link);
  expect(searchParams.get('recipient_id')).toBe('12');
  expect(searchParams.get('text')).toBe('Order #7 & more?\nÜber +1 ☕');
});
