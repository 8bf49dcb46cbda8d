import { expect, it } from 'vitest';
import { rankByName } from './rank-names.ts';

const places = ['Open work of my queues', 'Snoozed', 'Routing rules', 'Queues', 'Queues and teams'];
const find = (typed: string) => rankByName(typed, places, (place) => place);

it('the name itself comes first, then what begins so, then what only holds it', () => {
  expect(find('queues')).toEqual(['Queues', 'Queues and teams', 'Open work of my queues']);
});

it('the beginnings of words, and words in any order, are found', () => {
  expect(find('rul')).toEqual(['Routing rules']);
  expect(find('rules routing')).toEqual(['Routing rules']);
  expect(find('xyz')).toEqual([]);
});

it('without a word all of them stand as they are', () => {
  expect(find('')).toEqual(places);
});
