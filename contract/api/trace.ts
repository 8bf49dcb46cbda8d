import { Type, type Static } from 'typebox';
import type { SeenCondition } from './conditions.ts';
import { Id, IdParams, Time } from './common.ts';
import type { OverflowRule } from './distribution.ts';
import { route } from './route.ts';
import type { RuleOutput } from './rules.ts';

/** A rule that was looked at, with what its conditions saw. */
export interface RuleTried {
  ruleId: string;
  name: string;
  /** `passed_over`: it matched, but its queue was overflowing. */
  result: 'matched' | 'not_matched' | 'off' | 'problem' | 'passed_over';
  /** How its conditions belong together; null: it always matches. */
  match: 'all' | 'any' | null;
  seen: SeenCondition[];
  /** Conditions beyond those kept here. */
  more: number;
  problem: string | null;
}

/** An overflow condition of a queue, looked at for one item. */
export interface OverflowSeen {
  queueId: string;
  condition: OverflowRule['condition'];
  value: number;
  /** Items or minutes; null for hours. */
  seen: number | null;
  holds: boolean;
}

export interface RouteTried extends RuleTried {
  /** The queue it leads to, where it matched. */
  queueId: string | null;
  /** With a split: the share of that queue. */
  percent: number | null;
  overflow: OverflowSeen[];
}

export type QueueReason =
  | 'rule'
  /** To the fallback queue: no rules, none matched, or one could not be answered. */
  | 'no_rules'
  | 'no_match'
  | 'problem'
  /** Every queue that matched was overflowing: what the chosen one does then. */
  | 'overflow_anyway'
  | 'overflow_transfer'
  | 'overflow_close';

/** What routing keeps of each stage, by the stage's name. Ids and small values; never what somebody wrote. */
export interface TraceBodies {
  classification: { ruleSetId: string; name: string; rules: RuleTried[]; outputs: RuleOutput[] };
  route: { rules: RouteTried[] };
  queue: {
    /** Null: overflow closed it. */
    queueId: string | null;
    reason: QueueReason;
    ruleName: string | null;
    problem: string | null;
  };
  /** Who was asked, or why nobody could be. */
  assignment: {
    queueId: string;
    /** Null: nobody could be asked; it waits. */
    memberId: string | null;
    how: 'automatic' | 'affinity';
    method: string;
    /** How many could have been asked. */
    candidates: number;
    /** Who could not, by reason; the first 50 of each. */
    excluded: {
      reason:
        | 'not_connected'
        | 'presence'
        | 'capacity'
        | 'profiles'
        | 'blocked'
        | 'sessions'
        | 'skills'
        | 'declined'
        | 'paused';
      count: number;
      memberIds: string[];
    }[];
  };
  /** It waited too long in a queue. */
  overflow: {
    queueId: string;
    minutes: number;
    waitedMinutes: number;
    action: OverflowRule['action'];
    toQueueId: string | null;
  };
}

export const TraceStep = Type.Object({
  id: Id,
  at: Time,
  stage: Type.String(),
  /** `TraceBodies` of the stage. */
  body: Type.Unknown(),
});
export type TraceStep = Static<typeof TraceStep>;

export const traceRoutes = {
  get: route({
    id: 'conversations.routingTrace',
    method: 'GET',
    path: '/api/conversations/:id/routing-trace',
    access: 'agent',
    summary:
      'How the work item came to its queue and its agent: every rule with the values seen, the candidates, who was excluded and by what.',
    params: IdParams,
    response: Type.Object({
      steps: Type.Array(TraceStep),
      /** Names of the queues, members, skills, profiles and fields that occur, by id or key. */
      names: Type.Record(Type.String(), Type.String()),
    }),
  }),
};
