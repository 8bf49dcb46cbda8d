import { expect, it } from 'vitest';
import { joinName, splitName } from './names.ts';

it('splits at the first space', () => {
  expect(splitName(' Ana  de la Cruz ')).toEqual({ firstName: 'Ana', lastName: 'de la Cruz' });
  expect(splitName('Madonna')).toEqual({ firstName: 'Madonna', lastName: '' });
  expect(splitName('山田太郎')).toEqual({ firstName: '山田太郎', lastName: '' });
});

it('joins as the script writes names', () => {
  expect(joinName('Ana', 'de la Cruz')).toBe('Ana de la Cruz');
  expect(joinName('', 'Cher')).toBe('Cher');
  expect(joinName('太郎', '山田')).toBe('山田太郎');
});
