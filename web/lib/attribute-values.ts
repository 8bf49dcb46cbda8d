import type { AttributeDefinition, AttributeValues } from '../../contract/api/index.ts';

type Value = AttributeValues[string];

/** A value as a field shows it. */
export function writeAttribute(value: Value | undefined): string {
  return value === undefined ? '' : String(value);
}

/** What stands in a field as a value; what is no number stays text, so that the server says what is wrong. */
export function readAttribute(definition: Pick<AttributeDefinition, 'type'>, text: string): Value | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (definition.type === 'boolean') return trimmed === 'true';
  if (definition.type !== 'number') return trimmed;
  // A comma is how much of the world writes it.
  const number = Number(trimmed.replace(/^(-?\d+),(\d+)$/, '$1.$2'));
  return Number.isFinite(number) ? number : trimmed;
}
