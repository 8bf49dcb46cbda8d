import { expect, it } from 'vitest';
import { fillSlugs, findUnknownSlug, pickText, showTime } from './fill.ts';
import { standardTexts, standardWords } from './standard-texts.ts';
import { findOptWord, findWordOfBoth, normalWords } from './words.ts';

it('compares whole messages without case, marks and spare spaces', () => {
  expect(normalWords('  STOP!!  ')).toBe('stop');
  expect(findOptWord(standardWords, 'en', 'Stop all.')).toEqual({ wish: 'out', language: 'en' });
  expect(findOptWord(standardWords, 'de-AT', 'Abmelden')).toEqual({ wish: 'out', language: 'de' });
  expect(findOptWord(standardWords, 'en', 'please stop the delivery')).toBeUndefined();
  expect(findOptWord(standardWords, 'en', '…')).toBeUndefined();
  expect(findOptWord(standardWords, 'en', 'START')).toEqual({ wish: 'in', language: 'en' });
});

it('finds a word that would mean both', () => {
  expect(findWordOfBoth(standardWords)).toBeUndefined();
  const both = { en: { out: ['Stop'], in: ['stop!'], confirmOut: '', confirmIn: '' } };
  expect(findWordOfBoth(both)).toBe('stop!');
});

it('fills slugs, and leaves no hole for what is unknown', () => {
  expect(fillSlugs('Hello {CustomerName}, I am {AgentName}.', { AgentName: 'Ada' })).toBe('Hello, I am Ada.');
  expect(findUnknownSlug('Hi {Customer}')).toBe('{Customer}');
  const all = Object.values(standardTexts).flatMap((texts) => Object.values(texts));
  expect(all.map((text) => findUnknownSlug(text)).filter(Boolean)).toEqual([]);
});

it('picks the language, its base, then the default', () => {
  const texts = { en: 'Hi', de: 'Hallo' };
  expect(pickText(texts, 'de-CH', 'en')?.text).toBe('Hallo');
  expect(pickText(texts, 'fr', 'de')).toEqual({ language: 'de', text: 'Hallo' });
  expect(pickText({}, 'fr', 'de')).toBeUndefined();
});

it('shows the next opening in the zone of the hours', () => {
  expect(showTime(new Date('2026-12-07T08:00:00Z'), 'Europe/Berlin', 'en')).toMatch(
    /Monday.*December.*09:00.*\(Europe\/Berlin\)/,
  );
});
