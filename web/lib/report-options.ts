import type { DatasetColumn, OptionField, ReportOptions } from '../../contract/api/index.ts';
import { dataServerTexts as serverTexts } from '../texts/data-servers.ts';
import { optionTexts as texts } from '../texts/report-options.ts';
import { describeBounds } from './number-bounds.ts';

type Value = ReportOptions[string];

/** Fields that are shown: those whose conditions hold, on fields that are shown themselves. */
export function applyingFields(fields: readonly OptionField[], options: ReportOptions): OptionField[] {
  const shown = new Map<string, Value | undefined>();
  return fields.filter((field) => {
    const applies = (field.when ?? []).every(
      ({ option, is }) => shown.has(option) && valuesOf(shown.get(option)).some((one) => is.includes(one)),
    );
    if (applies) shown.set(field.key, valueOf(field, options));
    return applies;
  });
}

/** What was chosen, or what stands there before anything is. */
export function valueOf(field: OptionField, options: ReportOptions): Value | undefined {
  const chosen = options[field.key];
  if (chosen !== undefined) return chosen;
  return 'default' in field ? field.default : undefined;
}

/** What is sent: of the fields that are shown, what is not empty. */
export function askedOptions(fields: readonly OptionField[], options: ReportOptions): ReportOptions {
  const asked: ReportOptions = {};
  for (const field of applyingFields(fields, options)) {
    const value = valueOf(field, options);
    if (value !== undefined && value !== null && value !== '') asked[field.key] = value;
  }
  return asked;
}

/** What is wrong or missing, as a sentence for each field. */
export function optionProblems(
  fields: readonly OptionField[],
  options: ReportOptions,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const field of applyingFields(fields, options)) {
    const problem = problemOf(field, valueOf(field, options));
    if (problem) problems[field.key] = problem;
  }
  return problems;
}

function problemOf(field: OptionField, value: Value | undefined): string | undefined {
  const isEmpty = value === undefined || value === null || value === '';
  switch (field.kind) {
    case 'choice': {
      const choice = field.choices.find((one) => one.value === value);
      if (!choice) return texts.chooseOne;
      return choice.unavailable;
    }
    case 'choices': {
      const chosen = listOf(value);
      const refused = field.choices.find((one) => one.unavailable && chosen.includes(one.value));
      if (refused) return texts.cannotHave(refused.label, refused.unavailable ?? '');
      return chosen.length < field.least ? texts.chooseAtLeast(field.least) : undefined;
    }
    case 'number':
      if (isEmpty) return texts.needsNumber;
      if (!Number.isInteger(Number(value))) return texts.wholeNumber;
      return describeBounds(Number(value), field.least, field.most);
    case 'date':
      return isEmpty ? texts.needsDay : undefined;
    case 'posts': {
      const { length } = listOf(value);
      if (length === 0) return texts.needsPosts;
      return length > field.most ? texts.tooManyPosts(field.most) : undefined;
    }
    case 'server':
      return isEmpty ? serverTexts.needsServer : undefined;
    case 'server_dataset':
      return isEmpty ? serverTexts.needsDataset : undefined;
    case 'dataset':
      return isEmpty ? texts.needsDataset : undefined;
    case 'text':
      if (field.required && (isEmpty || String(value).trim() === '')) return texts.needsText;
      return isEmpty ? undefined : describeLength(String(value), field.most);
    case 'column':
    case 'switch':
      return undefined;
  }
}

const describeLength = (text: string, most: number) => (text.length > most ? texts.tooLong(most) : undefined);

/** The value of a field that holds several. */
export const listOf = (value: Value | undefined): string[] => (Array.isArray(value) ? value : []);

const valuesOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [String(value)];

/** The column that a field would find by itself: the first of its suggestions that is there, whatever its case. */
export function suggestedColumn(
  suggests: readonly string[],
  columns: readonly DatasetColumn[],
): string | undefined {
  for (const wanted of suggests) {
    const found = columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    if (found) return found.name;
  }
  return undefined;
}

export interface FieldProblem {
  readonly key: string;
  readonly message: string;
}

/** The field that a sentence of the server begins with (`Number of tweets: give a whole number …`), and the rest of it. */
export function problemAtField(fields: readonly OptionField[], sentence: string): FieldProblem | undefined {
  // The longest label first: one may begin with another.
  const found = fields
    .filter(({ label }) => sentence.startsWith(`${label}: `))
    .sort((a, b) => b.label.length - a.label.length)[0];
  if (!found) return undefined;
  const rest = sentence.slice(found.label.length + 2);
  return { key: found.key, message: rest.charAt(0).toUpperCase() + rest.slice(1) };
}
