import type { OptionField, ReportOptions } from '../../contract/api/index.ts';
import { reportErrors } from '../../contract/errors/reports.ts';
import { AppError, isId } from '../base/index.ts';

type Value = ReportOptions[string];

/**
 * What was chosen, field by field: what does not apply is left out, what was not said has its default.
 * @throws AppError report_options_wrong, with the field's label
 */
export function checkOptions(fields: readonly OptionField[], given: ReportOptions): ReportOptions {
  const chosen: Record<string, Value> = {};
  for (const field of fields) {
    if (!applies(field, chosen)) continue;
    const value = given[field.key];
    chosen[field.key] = read(field, value === undefined || value === null ? defaultOf(field) : value);
  }
  const unknown = Object.keys(given).find((key) => !fields.some((field) => field.key === key));
  if (unknown !== undefined) throw wrong(`There is no option “${unknown.slice(0, 60)}”.`);
  return chosen;
}

/** Whether a field is asked for, by what was chosen in the fields before it. */
export function applies(field: OptionField, chosen: ReportOptions): boolean {
  return (field.when ?? []).every(({ option, is }) => {
    const value = chosen[option];
    if (Array.isArray(value)) return value.some((one) => is.includes(one));
    return value !== undefined && value !== null && is.includes(String(value));
  });
}

function defaultOf(field: OptionField): Value {
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'number':
    case 'switch':
      return field.default;
    case 'posts':
      return [];
    case 'date':
    case 'dataset':
    case 'server':
    case 'server_dataset':
    case 'column':
    case 'text':
      return null;
  }
}

function read(field: OptionField, value: Value): Value {
  const { label } = field;
  switch (field.kind) {
    case 'choice':
      return readChoice(field, value);
    case 'choices': {
      const values = textsOf(label, value);
      for (const one of values) readChoice(field, one);
      if (values.length < field.least) {
        throw wrong(`${label}: choose ${field.least === 1 ? 'one' : String(field.least)} at least.`);
      }
      return values;
    }
    case 'number': {
      const { least, most } = field;
      if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
        throw wrong(`${label}: give a whole number from ${least} to ${most}.`);
      }
      return value;
    }
    case 'date':
      if (typeof value !== 'string' || !isDay(value)) throw wrong(`${label}: choose a day.`);
      return value;
    case 'posts': {
      const values = textsOf(label, value);
      if (values.length === 0) throw wrong(`${label}: choose one at least.`);
      if (values.length > field.most) throw wrong(`${label}: at most ${field.most} can be chosen.`);
      return values;
    }
    case 'dataset':
      if (typeof value !== 'string' || value.trim() === '') throw wrong(`${label}: choose a DataSet.`);
      return value.trim();
    case 'server':
      if (typeof value !== 'string' || !isId(value)) throw wrong(`${label}: choose a server.`);
      return value;
    case 'server_dataset':
      if (typeof value !== 'string' || value.trim() === '')
        throw wrong(`${label}: give the id of a DataSet.`);
      return value.trim();
    case 'column':
      return value === null || value === '' ? null : textOf(label, value);
    case 'text': {
      const text = value === null ? '' : textOf(label, value).trim();
      if (text === '' && field.required) throw wrong(`${label}: fill it in.`);
      if (text.length > field.most) throw wrong(`${label}: at most ${field.most} characters.`);
      return text;
    }
    case 'switch':
      if (typeof value !== 'boolean') throw wrong(`${label}: say yes or no.`);
      return value;
  }
}

function readChoice(field: OptionField & { kind: 'choice' | 'choices' }, value: Value): string {
  const choice = field.choices.find((one) => one.value === value);
  if (!choice) throw wrong(`${field.label}: choose one of the list.`);
  if (choice.unavailable !== undefined) {
    throw wrong(`${field.label}: “${choice.label}” cannot be had. ${choice.unavailable}`);
  }
  return choice.value;
}

function textsOf(label: string, value: Value): string[] {
  if (!Array.isArray(value)) throw wrong(`${label}: choose from the list.`);
  return [...new Set(value)];
}

function textOf(label: string, value: Value): string {
  if (typeof value !== 'string') throw wrong(`${label}: give a text.`);
  return value;
}

/** A day that there is: no 30 February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const wrong = (why: string) => new AppError(reportErrors.report_options_wrong, { values: { why } });
