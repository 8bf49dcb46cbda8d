import type { ConditionGroup, RuleOutput, RuleTried } from '../../../contract/api/index.ts';
import { evaluate, type Facts, type Schema } from '../../conditions/index.ts';
import { applyOutput, type Classified, factsOfClassified } from './outputs.ts';
import type { ClassificationRules, Step } from './types.ts';

/** What rules are tried on. */
export interface World {
  readonly schema: Schema;
  readonly facts: Facts;
  readonly now: Date;
}

interface AnyRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly condition: ConditionGroup | null;
}

/** Conditions of one rule that a trace keeps. */
const MOST_SEEN = 20;

/** Tries one rule. Never throws. */
export function tryRule(world: World, rule: AnyRule): RuleTried {
  const base = { ruleId: rule.id, name: rule.name, match: rule.condition?.match ?? null };
  if (!rule.enabled) return { ...base, result: 'off', seen: [], more: 0, problem: null };
  if (rule.condition === null) return { ...base, result: 'matched', seen: [], more: 0, problem: null };
  const outcome = evaluate(world.schema, rule.condition, world.facts, world.now);
  return {
    ...base,
    result: outcome.problems.length > 0 ? 'problem' : outcome.holds ? 'matched' : 'not_matched',
    seen: outcome.seen.slice(0, MOST_SEEN),
    more: Math.max(0, outcome.seen.length - MOST_SEEN),
    problem: outcome.problems[0] ?? null,
  };
}

export interface Classification {
  readonly classified: Classified;
  readonly facts: Facts;
  readonly steps: readonly Step[];
  /** A rule could not be answered: the item goes to the fallback queue. */
  readonly problem: string | null;
}

/**
 * Runs the classification rulesets in order: in each the first rule that matches sets its outputs, which later rulesets
 * see; then it is the next ruleset's turn.
 */
export function classify(
  world: World,
  sets: readonly ClassificationRules[],
  before: Classified,
): Classification {
  let classified = before;
  let facts: Facts = { ...world.facts, ...factsOfClassified(classified) };
  const steps: Step[] = [];
  for (const set of sets) {
    if (!set.enabled) continue;
    const rules: RuleTried[] = [];
    let outputs: readonly RuleOutput[] = [];
    let problem: string | null = null;
    for (const rule of set.rules) {
      const tried = tryRule({ ...world, facts }, rule);
      rules.push(tried);
      if (tried.result === 'problem') problem = `“${rule.name}”: ${tried.problem}`;
      if (tried.result === 'matched') outputs = rule.outputs;
      if (tried.result === 'problem' || tried.result === 'matched') break;
    }
    steps.push({
      stage: 'classification',
      body: { ruleSetId: set.id, name: set.name, rules, outputs: [...outputs] },
    });
    if (problem !== null) return { classified, facts, steps, problem };
    classified = outputs.reduce(applyOutput, classified);
    facts = { ...facts, ...factsOfClassified(classified) };
  }
  return { classified, facts, steps, problem: null };
}
