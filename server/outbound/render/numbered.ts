import { asciiDigits, folded, marksOf, type Option } from './options.ts';

/** The text with its choices as numbered lines, for accounts whose app has no quick replies. */
export function numberedText(text: string, options: readonly Option[]): string {
  if (options.length === 0) return text;
  const marks = marksOf(options);
  const lines = options.map((option, index) => {
    const description = option.description ? ` – ${option.description.trim()}` : '';
    return `${marks[index]}. ${option.label.trim()}${description}`;
  });
  return [...(text === '' ? [] : [text, '']), ...lines].join('\n');
}

export interface MatchedAnswer {
  readonly index: number;
  readonly label: string;
  readonly metadata: string | null;
}

/** What of an answer tells which choice was taken. */
export interface Answer {
  readonly text: string;
  /** X's word, where the choice was one of its quick replies. */
  readonly metadata?: string | null | undefined;
}

/** The choice that was taken: by X's word, else by what was written. */
export function matchAnswer(options: readonly Option[], { text, metadata }: Answer): MatchedAnswer | null {
  if (metadata === undefined || metadata === null) return matchNumberedAnswer(options, text);
  return matched(
    options,
    options.findIndex((option, at) => metadataOf(option, at) === metadata),
  );
}

/** What X brings back of a choice: the program's word, else its number. */
export function metadataOf(option: Option, index: number): string {
  return option.metadata ?? String(index + 1);
}

/**
 * The choice that an answer means, when the choices went out as text: its mark ("2", "2.", "(2)", "#2", "２", "2️⃣"),
 * its label in any case, or both ("2 Other"). Null when it means none or more than one.
 */
export function matchNumberedAnswer(options: readonly Option[], text: string): MatchedAnswer | null {
  const answer = folded(text);
  if (answer === '' || answer.length > 200) return null;
  const marks = marksOf(options).map((mark) => mark.toLowerCase());
  const ascii = asciiDigits(answer);
  const found = options.flatMap((option, index) =>
    means(answer, ascii, folded(option.label), marks[index] ?? '') ? [index] : [],
  );
  const [index] = found;
  if (found.length !== 1 || index === undefined) return null;
  return matched(options, index);
}

function matched(options: readonly Option[], index: number): MatchedAnswer | null {
  const option = options[index];
  return option ? { index, label: option.label, metadata: option.metadata ?? null } : null;
}

function means(answer: string, ascii: string, label: string, mark: string): boolean {
  if (answer === label || ascii === mark) return true;
  const rest = ascii.startsWith(mark) ? ascii.slice(mark.length) : null;
  // "2. Other", "2) other", "2 - other": the mark, then something that is no letter or digit, then the label.
  return (
    rest !== null && /^[\s.):\-–]+/.test(rest) && rest.replace(/^[\s.):\-–]+/, '') === asciiDigits(label)
  );
}
