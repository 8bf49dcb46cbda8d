import { expect, it } from 'vitest';
import type { MaskingRules } from '../masking/index.ts';
import { compile } from '../masking/index.ts';
import { saysSame, toStored, withText } from './content.ts';

const digits = compile([
  {
    id: null,
    name: 'Digits',
    direction: 'both' as const,
    pattern: '\\d{4,}',
    check: 'none',
    replacement: '#',
  },
]);
const rules = (agents: boolean): MaskingRules => ({
  switches: { customers: true, agents },
  in: digits,
  out: digits,
});
const rich = {
  type: 'text',
  text: 'Order 12345',
  actions: [{ type: 'reply', text: 'Pay 12345', payload: 'PAY 12345' }],
} as const;

it('#94 what programs write goes out masked where the workspace says so, but for what they hear back', () => {
  const stored = toStored({ text: '', rich: { ...rich, actions: [...rich.actions] } }, rules(true));
  expect(stored).toMatchObject({
    text: 'Order #####',
    content: {
      rich: { text: 'Order #####', actions: [{ text: 'Pay #####', payload: 'PAY 12345' }] },
      quickReplies: [{ label: 'Pay #####', payload: 'PAY 12345' }],
    },
  });
  expect(toStored({ text: '', rich: { ...rich, actions: [...rich.actions] } }, rules(false)).text).toBe(
    'Order 12345',
  );
});

it('has the words of what is no text, or its choices', () => {
  const words = (content: Parameters<typeof toStored>[0]['rich'], mediaIds: string[] = []) =>
    toStored({ text: 'unused', mediaIds, ...(content && { rich: content }) }, rules(false)).text;
  expect(words({ type: 'text', text: '', actions: [...rich.actions] })).toBe('1. Pay 12345');
  expect(words({ type: 'file', mediaUrl: 'https://m.example/a.pdf' })).toBe('https://m.example/a.pdf');
  expect(words({ type: 'image', mediaUrl: 'https://m.example/a.png' }, ['a'])).toBe('');
  expect(words({ type: 'carousel', items: [{ title: 'Tacos', actions: [] }] })).toBe('1. Tacos');
});

it('with other words keeps its actions; cards become the text', () => {
  const stored = toStored({ text: '', rich: { ...rich, actions: [...rich.actions] } }, rules(false));
  const changed = withText(stored, 'Again', false);
  expect(changed).toMatchObject({
    text: 'Again',
    content: { rich: { text: 'Again', actions: rich.actions } },
  });
  expect(saysSame(changed, stored)).toBe(false);
  const cards = toStored(
    {
      text: '',
      rich: {
        type: 'carousel',
        items: [{ title: 'Tacos', actions: [{ type: 'postback', text: 'Order', payload: 'O' }] }],
      },
    },
    rules(false),
  );
  const plain = withText(cards, 'No tacos', false);
  expect(plain.text).toBe('No tacos');
  expect(plain.content.rich).toBeUndefined();
  expect(plain.content.quickReplies).toMatchObject([{ label: 'Order', payload: 'O' }]);
});
