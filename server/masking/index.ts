export { findHits } from './apply.ts';
export { checkPattern, compile } from './compile.ts';
export { mapRich } from './rich.ts';
export {
  mask,
  maskedText,
  maskEntry,
  maskOutgoing,
  maskPreview,
  showMasking,
  type Written,
} from './mask.ts';
export {
  changeRule,
  createRule,
  ensureMasking,
  type MaskingRules,
  readMaskingRules,
  removeRule,
  setSwitches,
} from './rules.ts';
export { standardSwitches } from './standard-rules.ts';
export {
  findSetup as findMaskingSetup,
  listRules as listMaskingRules,
  raiseVersion as raiseMaskingVersion,
} from './store.ts';
export type { MaskingRuleRecord, Pattern } from './types.ts';
