import type { ClassificationRule, QueueReason, RouteRule, TraceBodies } from '../../../contract/api/index.ts';
import type { Classified } from './outputs.ts';

export interface ClassificationRules {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly rules: readonly ClassificationRule[];
}

/** The rules of one work stream, in order. */
export interface StreamRuleSets {
  readonly classification: readonly ClassificationRules[];
  readonly route: readonly RouteRule[];
}

export const NO_RULES: StreamRuleSets = { classification: [], route: [] };

type Stage = 'classification' | 'route' | 'queue';
/** A step for the trace. */
export type Step = { readonly [S in Stage]: { readonly stage: S; readonly body: TraceBodies[S] } }[Stage];

/** What the rules decided for an item. */
export interface Decision extends Classified {
  /** Null: overflow closes it. */
  readonly queueId: string | null;
  readonly reason: QueueReason;
  readonly ruleName: string | null;
  readonly problem: string | null;
  readonly steps: readonly Step[];
}
