import { expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

const rows = (text: string, most = 100) => readCsv(text, most).rows;

it('reads quotes, line ends of all kinds and a byte order mark', () => {
  expect(rows('\uFEFFname,note\r\n"Ruiz, Ana","said ""hi""\nand left"\nBo,\n\n')).toEqual([
    ['name', 'note'],
    ['Ruiz, Ana', 'said "hi"\nand left'],
    ['Bo', ''],
  ]);
});

it('finds the separator in the head', () => {
  expect(rows('name;email\nBo;b@x.example')).toEqual([
    ['name', 'email'],
    ['Bo', 'b@x.example'],
  ]);
  expect(rows('name\temail\nBo, jr\tb')).toEqual([
    ['name', 'email'],
    ['Bo, jr', 'b'],
  ]);
  expect(rows('"a,b";c')).toEqual([['a,b', 'c']]);
});

it('stops where it should, and says when a quote stays open', () => {
  expect(rows('a\nb\nc\nd', 2)).toEqual([['a'], ['b']]);
  expect(readCsv('a\n"b', 10).open).toBe(true);
});
