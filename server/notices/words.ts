import type { OptOutWords } from '../../contract/api/notices.ts';

/** A message as words are compared: without case, marks and spare spaces. */
export function normalWords(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export interface FoundWord {
  readonly wish: 'out' | 'in';
  readonly language: string;
}

/** Whether a whole message is such a word in any language. */
export function isOptWord(words: OptOutWords, text: string): boolean {
  return findOptWord(words, '', text) !== undefined;
}

/** Whether a whole message is a word that ends or restores automatic messages; the handle's own language first. */
export function findOptWord(words: OptOutWords, language: string, text: string): FoundWord | undefined {
  const said = normalWords(text);
  if (said === '') return undefined;
  const base = language.split('-')[0] ?? language;
  const languages = Object.keys(words).toSorted(
    (a, b) => Number(b === language || b === base) - Number(a === language || a === base),
  );
  for (const one of languages) {
    const lists = words[one];
    for (const wish of ['out', 'in'] as const) {
      if (lists?.[wish].some((word) => normalWords(word) === said)) return { wish, language: one };
    }
  }
  return undefined;
}

/** A word that stands on both sides, which would mean nothing. */
export function findWordOfBoth(words: OptOutWords): string | undefined {
  const lists = Object.values(words);
  const outs = new Set(lists.flatMap((one) => one.out.map(normalWords)));
  return lists.flatMap((one) => one.in).find((word) => outs.has(normalWords(word)));
}
