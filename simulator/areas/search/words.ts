/** Scripts without spaces: each character is a word. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}_]+|\p{Regional_Indicator}{2}|\p{Extended_Pictographic}/gu;

/**
 * The words of a text as search compares them: split at punctuation, without accents, in lower case.
 * https://docs.x.com/x-api/posts/search/integrate/build-a-query
 */
export function wordsIn(text: string): string[] {
  return (text.match(wordPattern) ?? []).map(plain);
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether some words stand in a row among others. */
export function holdsInARow(words: readonly string[], row: readonly string[]): boolean {
  if (row.length === 0) return false;
  for (let start = 0; start + row.length <= words.length; start++)
    if (row.every((word, index) => words[start + index] === word)) return true;
  return false;
}
