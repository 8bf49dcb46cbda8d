import type { AttributeInput, AttributeValues } from '../../../contract/api/attributes.ts';
import { contactErrors } from '../../../contract/errors/contacts.ts';
import { AppError } from '../../base/index.ts';
import type { DefinitionRow } from './store.ts';

type Definition = Pick<DefinitionRow, 'key' | 'label' | 'type' | 'choices'>;

/**
 * The values after a change, each of its attribute's type; blank text and null empty one.
 * @throws AppError attribute_unknown, attribute_not_valid.
 */
export function changeAttributes(
  definitions: readonly Definition[],
  before: AttributeValues,
  change: AttributeInput | undefined,
): AttributeValues {
  const after = { ...before };
  for (const [key, given] of Object.entries(change ?? {})) {
    const definition = definitions.find((each) => each.key === key);
    if (!definition) throw new AppError(contactErrors.attribute_unknown, { values: { key } });
    const value = typeof given === 'string' ? given.trim() : given;
    if (value === null || value === '') {
      delete after[key];
      continue;
    }
    const problem = problemOf(definition, value);
    if (problem !== undefined) {
      throw new AppError(contactErrors.attribute_not_valid, {
        values: { label: definition.label, problem },
        details: { key },
      });
    }
    after[key] = value;
  }
  return after;
}

/** What is wrong with a value, in words; nothing when it fits. */
function problemOf(definition: Definition, value: string | number | boolean): string | undefined {
  switch (definition.type) {
    case 'text':
      return typeof value === 'string' ? undefined : 'write text.';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'write a number.';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'choose yes or no.';
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : 'write a date like 2026-11-30.';
    case 'choice':
      return typeof value === 'string' && definition.choices.includes(value)
        ? undefined
        : `choose one of ${definition.choices.join(', ')}.`;
  }
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A cell of a file as a value of the attribute's type; whatever does not fit stays text, to be refused. */
export function readAttribute(definition: Definition, text: string): string | number | boolean {
  if (definition.type === 'number') {
    const number = Number(text);
    return text.trim() !== '' && Number.isFinite(number) ? number : text;
  }
  if (definition.type !== 'boolean') return text;
  if (/^(true|yes|y|1)$/i.test(text)) return true;
  return /^(false|no|n|0)$/i.test(text) ? false : text;
}
