import { expect, test } from 'vitest';
import { bookmarkJson, noteMessage, placeJson, readBookmark, readPlace, start } from './place.ts';

const of = '50/received/x';
const at = (ms: number) => new Date(1_000_000 + ms);

test('a bookmark holds the ids of the newest instant, and of as much before it as may still come to light', () => {
  const exact = { of, overlapMs: 0, floor: undefined };
  let bookmark = noteMessage(undefined, { id: '3', at: at(500) }, exact);
  bookmark = noteMessage(bookmark, { id: '2', at: at(500) }, exact);
  bookmark = noteMessage(bookmark, { id: '1', at: at(499) }, exact);
  expect(bookmark).toEqual({ of, at: at(500), from: at(500), ids: ['3', '2'] });

  const late = { of, overlapMs: 400, floor: at(300) };
  bookmark = noteMessage(undefined, { id: '3', at: at(500) }, late);
  bookmark = noteMessage(bookmark, { id: '2', at: at(300) }, late);
  // Below what was looked at, so its neighbours are not known.
  bookmark = noteMessage(bookmark, { id: '1', at: at(200) }, late);
  expect(bookmark).toEqual({ of, at: at(500), from: at(300), ids: ['3', '2'] });
});

test('looks back less far where more came than a bookmark holds', () => {
  const rule = { of, overlapMs: 1_000_000, floor: undefined };
  let bookmark = noteMessage(undefined, { id: '0', at: at(0) }, rule);
  for (let n = 1; n <= 5_001; n += 1) bookmark = noteMessage(bookmark, { id: String(n), at: at(-n) }, rule);
  expect(bookmark.ids).toHaveLength(5_000);
  // The first that is not among the ids is of -5,000, and is not read again.
  expect(bookmark.from).toEqual(at(-4_999));
});

test('what is kept as JSON comes back as it was, and only for whom it was kept', () => {
  const bookmark = { of, at: at(5), from: at(4), ids: ['1'] };
  const place = { token: 'abc', read: 7, rows: 3, lastIds: ['9'], bookmark, done: false };
  expect(readPlace(JSON.parse(JSON.stringify(placeJson(place))), of)).toEqual(place);
  expect(readPlace(undefined, of)).toEqual(start);
  expect(readBookmark(JSON.parse(JSON.stringify(bookmarkJson(bookmark))), of)).toEqual(bookmark);
  expect(readBookmark(bookmarkJson(bookmark), '50/sent/x')).toBeUndefined();
  expect(readBookmark('broken', of)).toBeUndefined();
});
