import { expect, test } from 'vitest';
import { buildKeymap, findKey, KeyReader, nameKey, showKey } from './keymap.ts';

const press = (key: string, change = {}) =>
  nameKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...change });

test('presses have one name on every keyboard', () => {
  expect(press('j')).toBe('j');
  expect(press('J', { shiftKey: true })).toBe('Shift+j');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('Enter', { metaKey: true, shiftKey: true })).toBe('Mod+Shift+Enter');
  expect(press('k', { ctrlKey: true })).toBe('Mod+k');
  expect(press('Shift', { shiftKey: true })).toBeUndefined();
});

test('AltGr writes characters and is no command', () => {
  expect(press('[', { altKey: true })).toBe('[');
  expect(press('e', { altKey: true, ctrlKey: true })).toBeUndefined();
});

test('an own key wins, and the default that had it is without', () => {
  const keymap = buildKeymap({ 'conversation.close': 'j' });
  expect(keymap.get('j')).toBe('conversation.close');
  expect(findKey(keymap, 'list.next')).toBeUndefined();
  expect(keymap.has('e')).toBe(false);
});

test('two keys in a row make a command within a second', () => {
  const reader = new KeyReader();
  const keymap = buildKeymap({});
  expect(reader.read(keymap, 'g', 0)).toBe('prefix');
  expect(reader.read(keymap, 'i', 500)).toBe('go.inbox');
  expect(reader.read(keymap, 'g', 1_000)).toBe('prefix');
  expect(reader.read(keymap, 'i', 2_500)).toBeUndefined();
});

test('keys are shown as they are printed', () => {
  expect(showKey('Mod+Shift+Enter', false)).toBe('Ctrl+Shift+Enter');
  expect(showKey('g i', true)).toBe('G I');
});
