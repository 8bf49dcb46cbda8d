import { searchQuery, searchWords } from '../../base/index.ts';

/**
 * What a search box asks a list of names: words, or how the name begins. One or two letters begin half of all words, so
 * for them the order of names is asked instead of the index of words.
 */
export function nameSearch(text: string | undefined): { begin?: string; words?: string } {
  const q = text?.trim() ?? '';
  if (q === '') return {};
  const [word = '', ...more] = searchWords(q);
  const short =
    more.length === 0 && word.length <= 2 && /^[\p{Script=Latin}\p{Script=Cyrillic}]+$/u.test(word);
  if (short || word === '') return { begin: q };
  const words = searchQuery(q);
  return words === undefined ? { begin: q } : { words };
}
