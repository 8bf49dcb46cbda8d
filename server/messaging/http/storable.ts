/** An escape of JSON's text: a pair of surrogates, one character by its number, or another. */
const ESCAPE = /\\(?:u(?:d[89ab][0-9a-f]{2})\\u(?:d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|[^u])/gi;
const HAS_CANDIDATE = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads JSON, without characters that no channel carries and the database cannot hold: NUL is left out, half a pair of
 * surrogates becomes U+FFFD. They come as escapes only: bytes of UTF-8 hold neither. Pure. @throws SyntaxError
 */
export function readStorableJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!HAS_CANDIDATE.test(text)) return value;
  return JSON.parse(
    text.replace(ESCAPE, (whole, code: string | undefined) => {
      if (code === '0000') return '';
      return code !== undefined && /^d[89a-f]/i.test(code) ? '\\ufffd' : whole;
    }),
  );
}

/** The same for a text that is no JSON. Pure. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
