import type { OverflowSeen, QueueReason, RouteRule, RouteTried } from '../../../contract/api/index.ts';
import { classify, tryRule, type World } from './classify.ts';
import type { Classified } from './outputs.ts';
import type { OverflowPort, OverflowState } from './overflow.ts';
import { chooseShare } from './share.ts';
import type { Decision, Step, StreamRuleSets } from './types.ts';

export interface ItemToRoute {
  /** Of the work item; a split goes by it. */
  readonly number: number;
  readonly fallbackQueueId: string;
  /** What the work stream gives it before any rule. */
  readonly before: Classified;
}

interface Candidate {
  readonly rule: RouteRule;
  readonly queueId: string;
  readonly state: OverflowState;
}

/**
 * Classification, then the route ruleset: among the rules that match, the first whose queue is not overflowing. When all
 * overflow, the first that is open now, else the one that opens earliest, and what its overflow says happens. Without
 * rules, without a match, or when a rule cannot be answered: the fallback queue, which never overflows.
 */
export async function decide(
  world: World,
  rules: StreamRuleSets,
  item: ItemToRoute,
  overflow: OverflowPort,
): Promise<Decision> {
  const { classified, facts, steps, problem } = classify(world, rules.classification, item.before);
  const end = (
    queueId: string | null,
    reason: QueueReason,
    more: { steps?: Step[]; ruleName?: string; problem?: string } = {},
  ): Decision => {
    const body = {
      queueId,
      reason,
      ruleName: more.ruleName ?? null,
      problem: more.problem ?? null,
    };
    return {
      ...classified,
      ...body,
      steps: [...steps, ...(more.steps ?? []), { stage: 'queue', body }],
    };
  };
  const fallback = item.fallbackQueueId;
  if (problem !== null) return end(fallback, 'problem', { problem });
  if (rules.route.length === 0) return end(fallback, 'no_rules');

  const tried: RouteTried[] = [];
  const candidates: Candidate[] = [];
  const routeStep = (): Step[] => [{ stage: 'route', body: { rules: tried } }];
  for (const rule of rules.route) {
    const result = tryRule({ ...world, facts }, rule);
    if (result.result === 'problem') {
      tried.push({ ...result, queueId: null, percent: null, overflow: [] });
      const why = `“${rule.name}”: ${result.problem}`;
      return end(fallback, 'problem', { steps: routeStep(), problem: why });
    }
    if (result.result !== 'matched') {
      tried.push({ ...result, queueId: null, percent: null, overflow: [] });
      continue;
    }
    const share = chooseShare(rule.queues, rule.id, item.number);
    const { queueId } = share;
    const percent = rule.queues.length > 1 ? share.percent : null;
    // The fallback queue takes everything, however a work stream's item comes there.
    const state = queueId === fallback ? NEVER : await overflow.look(queueId);
    if (state === undefined) {
      const gone = 'Its queue does not exist any more.';
      tried.push({ ...result, result: 'problem', problem: gone, queueId, percent, overflow: [] });
      return end(fallback, 'problem', { steps: routeStep(), problem: `“${rule.name}”: ${gone}` });
    }
    const seen: OverflowSeen[] = [...state.checks];
    if (state.firing === null) {
      tried.push({ ...result, queueId, percent, overflow: seen });
      return end(queueId, 'rule', { steps: routeStep(), ruleName: rule.name });
    }
    tried.push({ ...result, result: 'passed_over', queueId, percent, overflow: seen });
    candidates.push({ rule, queueId, state });
  }
  const chosen = leastBad(candidates);
  if (!chosen) return end(fallback, 'no_match', { steps: routeStep() });
  const { firing } = chosen.state;
  const more = { steps: routeStep(), ruleName: chosen.rule.name };
  if (firing?.action === 'close') return end(null, 'overflow_close', more);
  if (firing?.action === 'transfer' && firing.queueId !== null) {
    // Where it is sent to is not asked again: one check an item.
    return end(firing.queueId, 'overflow_transfer', more);
  }
  return end(chosen.queueId, 'overflow_anyway', more);
}

const NEVER: OverflowState = { checks: [], firing: null, opensAt: null };

/** Open now before what opens earliest; in the order of the rules otherwise. */
function leastBad(candidates: readonly Candidate[]): Candidate | undefined {
  const opens = ({ state }: Candidate) => state.opensAt?.getTime() ?? 0;
  return candidates.toSorted((a, b) => opens(a) - opens(b))[0];
}
