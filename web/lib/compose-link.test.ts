import { expect, it } from 'vitest';
import { composeButton, composeLink } from './compose-link.ts';

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

it('#112 makes a button of it that no words can break out of', () => {
  const button = composeButton(composeLink('12', 'a "b" & c'), '<b>"Ask" & buy</b>');
  expect(button).toContain(
    'href="https://twitter.com/messages/compose?recipient_id=12&amp;text=a%20%22b%22%20%26%20c"',
  );
  expect(button).toMatch(/>&lt;b&gt;&quot;Ask&quot; &amp; buy&lt;\/b&gt;<\/a>$/);
});
