import { expect, it } from 'vitest';
import { findDatasetId, looksLikeAddress } from './dataset-address.ts';

const id = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

it('finds the id alone, in braces, in upper case, and in the address of any of its pages', () => {
  for (const text of [
    id,
    ` {${id.toUpperCase()}} `,
    `https://house.example/datasources/${id}/details/settings`,
    `/datasources/${id}`,
    `https://house.example/datasources/${id}?version=2`,
  ]) {
    expect(findDatasetId(text)).toBe(id);
  }
});

it('finds none in what only resembles one', () => {
  for (const text of [
    `${id}a`,
    `x${id}`,
    'aaaaaaaa-bbbb-4ccc-8ddd',
    `https://house.example/people/${id}`,
    'Orders',
  ])
    expect(findDatasetId(text)).toBeUndefined();
});

it('tells an address, also a wrong one, from a name', () => {
  expect(looksLikeAddress('aaaaaaaa-bbbb-4ccc-8ddd')).toBe(true);
  expect(looksLikeAddress('https://house.example/datasources/x')).toBe(true);
  expect(looksLikeAddress('Orders of 2026')).toBe(false);
});
