import type { MaskingCheck, MaskingDirection, MaskingSwitches } from '../../contract/api/index.ts';
import type { Id } from '../base/index.ts';

export type MaskingRuleId = Id<'masking_rule'>;

/** What of a rule decides what it hides. */
export interface Pattern {
  readonly name: string;
  /** RE2's syntax. */
  readonly pattern: string;
  readonly check: MaskingCheck;
  /** One character stands for each character found; more are put in place of the whole. */
  readonly replacement: string;
}

export interface MaskingRuleRecord extends Pattern {
  readonly id: MaskingRuleId;
  readonly description: string;
  readonly direction: MaskingDirection;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MaskingSetup {
  readonly switches: MaskingSwitches;
  readonly version: string;
}
