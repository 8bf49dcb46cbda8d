import { describe, expect, it } from 'vitest';
import type { SavedQuery } from '../../contract/api/index.ts';
import {
  draftOf,
  emptyDraft,
  followStored,
  isBehind,
  isUnsaved,
  plainView,
  readDraft,
  savedAs,
  writeDraft,
} from './sql-draft.ts';

const saved: SavedQuery = {
  id: 'a'.repeat(24),
  version: 3,
  name: 'Orders',
  description: '',
  sql: 'select 1',
  view: { kind: 'bar', x: 'who', y: ['count'] },
  createdBy: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedBy: null,
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const opened = draftOf(saved);

describe('what is not saved', () => {
  it('is a statement without a name, and what differs from the one that was opened', () => {
    expect(isUnsaved(emptyDraft)).toBe(false);
    expect(isUnsaved({ ...emptyDraft, sql: '  \n' })).toBe(false);
    expect(isUnsaved({ ...emptyDraft, sql: 'select 1' })).toBe(true);
    expect(isUnsaved(opened)).toBe(false);
    expect(isUnsaved({ ...opened, sql: '' })).toBe(true);
    expect(isUnsaved({ ...opened, view: { ...opened.view, x: null } })).toBe(true);
    expect(isUnsaved({ ...opened, view: { ...opened.view, y: ['count', 'sum'] } })).toBe(true);
  });

  it('is saved once it is stored, with what was written meanwhile still to be', () => {
    const changed = { ...opened, sql: 'select 2' };
    expect(isUnsaved(savedAs(changed, { ...saved, version: 4, sql: 'select 2' }))).toBe(false);
    expect(isUnsaved(savedAs(changed, { ...saved, version: 4 }))).toBe(true);
  });
});

describe('what somebody else stored', () => {
  const stored = { ...saved, version: 4, sql: 'select 9' };
  it('is taken over where nothing of one’s own would go', () => {
    expect(followStored(opened, stored)).toEqual(draftOf(stored));
    const changed = { ...opened, sql: 'select 2' };
    expect(followStored(changed, stored)).toBe(changed);
    expect([isBehind(changed, stored), isBehind(opened, saved), isBehind(emptyDraft, stored)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('what the browser keeps', () => {
  it('comes back as it was', () => {
    const draft = { ...opened, sql: 'select "a"\nfrom b' };
    expect(readDraft(writeDraft(draft))).toEqual(draft);
    expect(readDraft(writeDraft(emptyDraft))).toEqual(emptyDraft);
    expect(readDraft(null)).toEqual(emptyDraft);
  });

  it('is a statement where it is nothing else, and is never trusted', () => {
    expect(readDraft('select 1')).toEqual({ ...emptyDraft, sql: 'select 1' });
    expect(readDraft('42')).toEqual({ ...emptyDraft, sql: '42' });
    expect(readDraft('{"sql":"x","view":{"kind":"pie","x":7,"y":[1,"b"]},"base":{"id":1}}')).toEqual({
      sql: 'x',
      view: { ...plainView, y: ['b'] },
      base: null,
    });
  });
});
