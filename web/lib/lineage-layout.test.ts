import { expect, it } from 'vitest';
import type { LineageLink } from '../../contract/api/index.ts';
import { placeLineage } from './lineage-layout.ts';

const place = (ids: string, ...written: string[]) => {
  const links = written.map((one): LineageLink => {
    const [from = '', to = ''] = one.split('>');
    return { from, to, kind: 'input' };
  });
  return Object.fromEntries(
    [...placeLineage(ids.split(''), links)].map(([id, { column, row }]) => [id, `${column}/${row}`]),
  );
};

it('what something is made from stands to its left, by the longest way', () => {
  expect(place('cabd', 'a>b', 'b>c', 'a>c', 'c>d')).toEqual({ a: '0/0', b: '1/0', c: '2/0', d: '3/0' });
});

it('several of a column stand below each other, beside what they are made from', () => {
  expect(place('abcde', 'a>e', 'a>d', 'b>c')).toEqual({ a: '0/0', b: '0/1', d: '1/0', e: '1/1', c: '1/2' });
});

it('a circle is drawn once around', () => {
  const places = place('abc', 'a>b', 'b>c', 'c>a', 'a>a');
  expect(
    Object.values(places)
      .map((one) => one[0])
      .sort(),
  ).toEqual(['0', '1', '2']);
});

it('one alone has its place', () => {
  expect(place('a')).toEqual({ a: '0/0' });
});
