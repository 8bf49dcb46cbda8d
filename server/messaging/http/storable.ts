/** An escape of JSON's text: a pair of surrogates, one character by its number, or another. */
const ESCAPE = /\\(?:u(?:d[89ab][0-9a-f]{2})\\u(?:d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|[^u])/gi;
const HAS_CANDIDATE = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads JSON, without characters that no channel carries and the database cannot hold: NUL is left out, half a pair of
 * surrogates becomes U+FFFD. They come as escapes only: bytes of UTF-8 hold neither. Pure. @throws SyntaxError
 */
export function readStorableJson(text: string): unknown {
  const openings = text.split(/[[{]/).length - 1;
  if (openings > DEEPEST && depthOf(text) > DEEPEST) throw new SyntaxError('the JSON is nested too deeply');
  const value: unknown = JSON.parse(text);
  if (!HAS_CANDIDATE.test(text)) return value;
  return JSON.parse(
    text.replace(ESCAPE, (whole, code: string | undefined) => {
      if (code === '0000') return '';
      return code !== undefined && /^d[89a-f]/i.test(code) ? '\\ufffd' : whole;
    }),
  );
}

/** Nothing that programs say is nested like this: what walks through values would run out of its stack. */
const DEEPEST = 100;

/** How deeply brackets stand in each other, those in texts left out. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [found] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (found === '[' || found === '{') deepest = Math.max(deepest, (depth += 1));
    else if (found === ']' || found === '}') depth -= 1;
  }
  return deepest;
}

/** The same for a text that is no JSON. Pure. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
