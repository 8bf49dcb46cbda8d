import type { OptionField } from '../../contract/api/index.ts';

/** A JSON Schema, or a part of one. */
export type Schema = { readonly [key: string]: unknown };

/** A menu as a form of other tools shows it. Which menus depend on which is said in words. */
export function optionSchema(field: OptionField, fields: readonly OptionField[]): Schema {
  const shared = { title: field.label, description: describe(field, fields) };
  switch (field.kind) {
    case 'choice':
      return {
        ...shared,
        type: 'string',
        enum: field.choices.map(({ value }) => value),
        default: field.default,
      };
    case 'choices':
      return {
        ...shared,
        type: 'array',
        items: { type: 'string', enum: field.choices.map(({ value }) => value) },
        uniqueItems: true,
        default: field.default,
      };
    case 'number':
      return {
        ...shared,
        type: 'integer',
        minimum: field.least,
        maximum: field.most,
        ...(field.default !== null && { default: field.default }),
      };
    case 'date':
      return { ...shared, type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', examples: ['2026-11-30'] };
    case 'posts':
      return { ...shared, type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 1_000 };
    case 'switch':
      return { ...shared, type: 'boolean', default: field.default };
    case 'text':
      return { ...shared, type: 'string', maxLength: field.most };
    case 'column':
    case 'dataset':
      return { ...shared, type: 'string', maxLength: 4_000 };
  }
}

function describe(field: OptionField, fields: readonly OptionField[]): string {
  const sentences = [field.help ?? ''];
  if (field.kind === 'choice' || field.kind === 'choices') {
    sentences.push(...field.choices.map(({ value, label, help }) => `${value}: ${label}. ${help ?? ''}`));
  }
  for (const { option, is } of field.when ?? []) {
    const other = fields.find(({ key }) => key === option);
    sentences.push(`Counts where “${other?.label ?? option}” is ${is.join(' or ')}.`);
  }
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .join(' ');
}
