/** A choice that the customer is offered. */
export interface Option {
  readonly label: string;
  readonly description?: string | null;
  /** The program's own word for it; it comes back with the answer. */
  readonly metadata?: string | null;
  /** Numbers stand for something else in the text. */
  readonly lettered?: true;
}

/** X's bounds for quick replies of v1.1, which text for other accounts keeps to as well. */
export const OPTION_LIMITS = { count: 20, label: 36, description: 72, metadata: 1000 } as const;

/** A label that X does not take in a quick reply. */
export const LINK_IN_LABEL = /https?:\/\/|\bwww\.|\bt\.co\//i;

/** What is wrong with the options, in words for the caller; null when they can be sent. */
export function problemOfOptions(options: readonly Option[]): string | null {
  if (options.length > OPTION_LIMITS.count) return `At most ${OPTION_LIMITS.count} choices can be offered.`;
  const labels = new Set<string>();
  for (const option of options) {
    const label = option.label.trim();
    if (label === '') return 'A choice has no label.';
    if (label.length > OPTION_LIMITS.label)
      return `A choice's label has at most ${OPTION_LIMITS.label} characters.`;
    if (LINK_IN_LABEL.test(label)) return "A choice's label cannot hold a link.";
    if ((option.description ?? '').length > OPTION_LIMITS.description)
      return `A choice's description has at most ${OPTION_LIMITS.description} characters.`;
    if ((option.metadata ?? '').length > OPTION_LIMITS.metadata)
      return `A choice's metadata has at most ${OPTION_LIMITS.metadata} characters.`;
    if (labels.has(folded(label))) return `The choice “${label}” is there twice.`;
    labels.add(folded(label));
  }
  return null;
}

/**
 * The marks before the choices when they go out as text: numbers, or letters where a number means something else, or
 * letters with numbers where that reads like a label as well: what is answered has one meaning.
 */
export function marksOf(options: readonly Option[]): string[] {
  const labels = options.map((option) => asciiDigits(folded(option.label)));
  const isTaken = options.some((option) => option.lettered || /^\p{Nd}+$/u.test(bare(option.label)));
  for (let scheme = isTaken ? 1 : 0; ; scheme += 1) {
    const marks = options.map((_, index) => markOf(scheme, index));
    if (!marks.some((mark) => labels.includes(mark.toLowerCase()))) return marks;
  }
}

/** 1, 2 …; A, B …; A1, A2 …; B1, B2 … Each label can rule out one of these at most, so there is always another. */
function markOf(scheme: number, index: number): string {
  if (scheme === 0) return String(index + 1);
  return scheme === 1 ? lettersOf(index) : `${lettersOf(scheme - 2)}${index + 1}`;
}

/** A … Z, AA, AB … */
function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last;
}

/** Letters and digits compared without case, width and surrounding punctuation. */
export function folded(text: string): string {
  return bare(text).toLowerCase();
}

/** Variation selectors and the key-cap frame of "1️⃣" are no part of what was meant. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\uFE0F\u20E3\u200B-\u200F\u2060-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“”‘’«»([#]+|[\s"'“”‘’«».,;:!?)\]]+$/gu, '');
}

/** Digits of any script as ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

function digitValue(digit: string): number {
  // A run of ten digits begins at a code point whose predecessor is no digit; Unicode keeps each script's ten together.
  const code = digit.codePointAt(0) ?? 48;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
