import { expect, test } from 'vitest';
import { adoptDraft, emptyDraft, settleConflict } from './draft-conflict.ts';

const stored = { text: 'from the other tab', mediaIds: [], version: 5 };

test('a tab in which nothing was written takes over what the other one saved', () => {
  expect(settleConflict(emptyDraft, stored)).toEqual({ kind: 'adopt', draft: adoptDraft(stored) });
});

test('a tab that wrote on from what the other one saved keeps its text and goes on from the new version', () => {
  const mine = { ...emptyDraft, text: 'from the other tab, and more' };
  expect(settleConflict(mine, stored)).toMatchObject({
    kind: 'keep',
    draft: { text: mine.text, version: 5 },
  });
});

test('when both wrote, the person is asked', () => {
  expect(settleConflict({ ...emptyDraft, text: 'mine' }, stored)).toMatchObject({ kind: 'ask' });
});

test('an emptied draft of the other tab does not take the words away here', () => {
  expect(settleConflict({ ...emptyDraft, text: 'mine', version: 3 }, undefined)).toMatchObject({
    kind: 'keep',
    draft: { text: 'mine', version: 0 },
  });
});
