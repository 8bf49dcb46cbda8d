import { partsThatPass, type Span } from './check-digits.ts';
import type { Compiled } from './compile.ts';
import type { Pattern } from './types.ts';

export interface Hit<P extends Pattern = Pattern> extends Span {
  readonly rule: P;
  /** What stands there instead. */
  readonly shown: string;
}

/** A rule that finds more than this in one text hides the rest of it: no text costs without end, and none slips through. */
const MOST_FINDS = 1_000;

/**
 * What the patterns hide in a text, in the order of the text, without overlaps: what begins first wins, and of two that
 * begin together the longer one.
 */
export function findHits<P extends Pattern>(compiled: Compiled<P>, text: string): Hit<P>[] {
  if (text === '' || compiled.patterns.length === 0) return [];
  const occurring = compiled.any.match(text);
  if (occurring.length === 0) return [];
  const found: Hit<P>[] = [];
  for (const index of occurring) {
    const pattern = compiled.patterns[index];
    if (!pattern) continue;
    const matcher = pattern.find.matcher(text);
    const { rule } = pattern;
    for (let count = 1; matcher.find(); count += 1) {
      const span = { start: matcher.start(), end: count < MOST_FINDS ? matcher.end() : text.length };
      const parts = count < MOST_FINDS ? partsThatPass(text, span, rule.check) : [span];
      for (const part of parts) {
        if (part.end > part.start) found.push({ ...part, rule, shown: shownFor(text, part, rule) });
      }
      if (count >= MOST_FINDS) break;
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const hits: Hit<P>[] = [];
  for (const hit of found) if (hit.start >= (hits.at(-1)?.end ?? 0)) hits.push(hit);
  return hits;
}

/** The text with its hits replaced. */
export function replaceHits(text: string, hits: readonly Hit[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, shown } of hits) {
    out += text.slice(at, start) + shown;
    at = end;
  }
  return out + text.slice(at);
}

/** A single character keeps length and spaces, so that lines break as before and links keep their places. */
function shownFor(text: string, { start, end }: Span, { replacement }: Pattern): string {
  if (replacement.length > 1) return replacement;
  return text.slice(start, end).replace(/\S/g, () => replacement);
}
