import { beforeEach, expect, it, vi } from 'vitest';
import { findImportMark, forgetImportMark, rememberImportMark } from './import-mark.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

const file = { name: 'a.csv', csv: 'name\nAna\nBo' };

it('knows how far the same file was, and no other', () => {
  expect(findImportMark(file)).toBe(0);
  rememberImportMark(file, 250);
  expect(findImportMark(file)).toBe(250);
  expect(findImportMark({ ...file, csv: 'name\nAna\nBi' })).toBe(0);
  expect(findImportMark({ ...file, name: 'b.csv' })).toBe(0);
  forgetImportMark();
  expect(findImportMark(file)).toBe(0);
});

it('takes what somebody else wrote there for nothing', () => {
  kept.set('rookery-import', '{"key":');
  expect(findImportMark(file)).toBe(0);
  kept.set('rookery-import', '[1]');
  expect(findImportMark(file)).toBe(0);
});
