/** JSON laid out over lines; other text, and JSON that was cut, as it is. Digits of large numbers are kept. */
export const prettyJson = (text: string): { pretty: string; isJson: boolean } => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return { pretty: text, isJson: true };
    return { pretty: layOut(text), isJson: true };
  } catch {
    return { pretty: text, isJson: false };
  }
};

const OPEN = new Set(['{', '[']);
const CLOSE = new Set(['}', ']']);

/** Lays out by characters, not through values: `JSON.parse` would round ids that travel as numbers. */
const layOut = (text: string): string => {
  let out = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '"') {
      const end = endOfString(text, at);
      out += text.slice(at, end + 1);
      at = end;
    } else if (/\s/.test(char)) continue;
    else if (OPEN.has(char)) {
      const next = nextSolid(text, at + 1);
      if (CLOSE.has(text[next] ?? '')) {
        out += char + (text[next] ?? '');
        at = next;
      } else {
        depth++;
        out += `${char}\n${'  '.repeat(depth)}`;
      }
    } else if (CLOSE.has(char)) {
      depth--;
      out += `\n${'  '.repeat(depth)}${char}`;
    } else if (char === ',') out += `,\n${'  '.repeat(depth)}`;
    else if (char === ':') out += ': ';
    else out += char;
  }
  return out;
};

const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length - 1;
};

const nextSolid = (text: string, from: number): number => {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
};
