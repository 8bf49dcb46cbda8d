import { expect, it } from 'vitest';
import { commandOf, findSlashQuery, readTags } from './slash-query.ts';

const at = (text: string) => findSlashQuery(text, text.length);

it('#76 a slash begins a command at the beginning of a line only', () => {
  expect(at('/')).toEqual({ start: 0, end: 1, word: '', rest: undefined });
  expect(at('/Hel')).toMatchObject({ word: 'hel', rest: undefined });
  expect(at('/q late refund')).toMatchObject({ word: 'q', rest: 'late refund' });
  expect(at('Hello\n/kb ')).toEqual({ start: 6, end: 10, word: 'kb', rest: '' });
});

it('#76 addresses, paths, fractions and dates are text', () => {
  for (const text of ['https://x.example/q', 'and/or', ' /q', '/usr/bin', '1/2', '//', '/q see https://x']) {
    expect(at(text)).toBeUndefined();
  }
});

it('#75 reads tags behind /q', () => {
  expect(readTags('#refund late #de')).toEqual({ q: 'late', tags: ['refund'], open: 'de' });
  expect(readTags('#Refund ')).toEqual({ q: '', tags: ['refund'], open: undefined });
  expect(readTags('#')).toEqual({ q: '', tags: [], open: '' });
});

it('#76 knows words and numbers, and nothing else', () => {
  expect(
    ['q', '1', 't', 'tq', 'taq', '2', '3', 'c', 'caq', '4', 'cq', '5', 'i', 'p', 'kb'].every(commandOf),
  ).toBe(true);
  expect(commandOf('toString')).toBeUndefined();
});
