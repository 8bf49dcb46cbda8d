import { expect, test } from 'vitest';
import { cutSnippet } from './snippet.ts';

test('matches stand out and no text is lost', () => {
  expect(cutSnippet('where is \u0002my\u0003 \u0002parcel\u0003?')).toEqual([
    { text: 'where is ', match: false },
    { text: 'my', match: true },
    { text: ' ', match: false },
    { text: 'parcel', match: true },
    { text: '?', match: false },
  ]);
});
