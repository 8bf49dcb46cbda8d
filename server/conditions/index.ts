export { evaluate, type Outcome } from './evaluate.ts';
export { type Facts, type Field, type Schema, schemaOf } from './fields.ts';
export { foldText } from './fold.ts';
export { presentField } from './present.ts';
export { isGroup, validateCondition } from './validate.ts';
