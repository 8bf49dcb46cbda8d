/** Characters of scripts that write the family name first and put no space between. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

/**
 * First and last name of a full one, as far as one can tell: the first word, and the rest.
 * A name of one word in Han, kana or Hangul stays whole as the first name: where it parts is not written in it.
 */
export function splitName(full: string): { firstName: string; lastName: string } {
  const [first = '', ...rest] = full.trim().split(/\s+/);
  return { firstName: first, lastName: rest.join(' ') };
}

/** The full name of its parts. */
export function joinName(firstName: string, lastName: string): string {
  const [first, last] = [firstName.trim(), lastName.trim()];
  if (FAMILY_FIRST.test(first) && FAMILY_FIRST.test(last)) return last + first;
  return [first, last].filter(Boolean).join(' ');
}
