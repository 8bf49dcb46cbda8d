import { expect, it } from 'vitest';
import { isPrivate, saidText } from './said.ts';

it('says of a program’s message what the customer got', () => {
  const sentAs = {
    via: 'v1',
    text: 'Coffee?\n\nMenu: https://a.example',
    options: ['Yes', 'No'],
  } as const;
  const message = { kind: 'message', text: 'Coffee?' } as const;
  expect(saidText({ ...message, content: { sentAs: { ...sentAs, options: [...sentAs.options] } } })).toBe(
    'Coffee?\n\nMenu: https://a.example\n(Yes) (No)',
  );
  const buttons = [{ label: 'Menu', url: 'https://a.example' }];
  expect(saidText({ ...message, content: { sentAs: { via: 'v1', text: 'Coffee?', buttons } } })).toBe(
    'Coffee?\n[Menu] https://a.example',
  );
  expect(saidText({ ...message, content: {} })).toBe('Coffee?');
  expect(saidText({ kind: 'encrypted', text: '', content: {} })).toBe('(encrypted message)');
});

it('counts what was kept for colleagues among the notes', () => {
  expect(isPrivate({ kind: 'message', state: 'kept' })).toBe(true);
  expect(isPrivate({ kind: 'note', state: 'received' })).toBe(true);
  expect(isPrivate({ kind: 'message', state: 'sent' })).toBe(false);
});
