/** The scripts that tell a language, the most telling first. */
const scripts: readonly [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['iw', /\p{Script=Hebrew}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['el', /\p{Script=Greek}/u],
  ['th', /\p{Script=Thai}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['en', /\p{Letter}/u],
];

/**
 * The `lang` of a post: by its script alone; `und` when names, tags and links are all that it has, as at X. Two-letter
 * codes with X's old ones for Hebrew. https://developer.x.com/en/docs/x-api/v1/data-dictionary/object-model/tweet
 */
export function languageOf(text: string): string {
  const words = text.replace(/https?:\/\/\S+|[@#$]\w+/g, '');
  return scripts.find(([, script]) => script.test(words))?.[0] ?? 'und';
}
