import { expect, it } from 'vitest';
import { readAttribute, writeAttribute } from './attribute-values.ts';

it('reads fields by the type of their attribute, and empties them', () => {
  expect(readAttribute({ type: 'number' }, ' 4,5 ')).toBe(4.5);
  expect(readAttribute({ type: 'number' }, '4.5')).toBe(4.5);
  expect(readAttribute({ type: 'number' }, 'many')).toBe('many');
  expect(readAttribute({ type: 'boolean' }, 'false')).toBe(false);
  expect(readAttribute({ type: 'text' }, ' gold ')).toBe('gold');
  expect(readAttribute({ type: 'date' }, '')).toBeNull();
});

it('shows no as no, and nothing as nothing', () => {
  expect(writeAttribute(false)).toBe('false');
  expect(writeAttribute(0)).toBe('0');
  expect(writeAttribute(undefined)).toBe('');
});
