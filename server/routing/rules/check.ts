import {
  type ClassificationRuleInput,
  type ConditionProblem,
  type RouteRuleInput,
  type RuleOutput,
} from '../../../contract/api/index.ts';
import { validateCondition } from '../../conditions/index.ts';
import type { Surroundings } from './surroundings.ts';

/** What is wrong with classification rules, at paths like `rules/2/outputs/0`. */
export function checkClassification(
  around: Surroundings,
  rules: readonly ClassificationRuleInput[],
): ConditionProblem[] {
  return rules.flatMap((rule, index) => [
    ...checkCondition(around, rule, index),
    ...rule.outputs.flatMap((output, place) => {
      const at = `rules/${index}/outputs/${place}`;
      const twice = rule.outputs.slice(0, place).some((other) => keyOf(other) === keyOf(output));
      const sentence = twice ? 'This is set twice.' : problemOfOutput(around, output);
      return sentence === undefined ? [] : [{ path: at, sentence }];
    }),
  ]);
}

/** What is wrong with the rules that choose the queue. */
export function checkRoute(around: Surroundings, rules: readonly RouteRuleInput[]): ConditionProblem[] {
  return rules.flatMap((rule, index) => {
    const problems = checkCondition(around, rule, index);
    const say = (sentence: string) => problems.push({ path: `rules/${index}/queues`, sentence });
    if (rule.queues.some(({ queueId }) => !around.queues.has(queueId))) say('Choose a queue.');
    const ids = rule.queues.map(({ queueId }) => queueId);
    if (new Set(ids).size < ids.length) say('Each queue can be named once.');
    const sum = rule.queues.reduce((total, { percent }) => total + percent, 0);
    if (sum !== 100) say(`The shares must come to 100 %; they come to ${sum} %.`);
    return problems;
  });
}

function checkCondition(
  around: Surroundings,
  rule: ClassificationRuleInput | RouteRuleInput,
  index: number,
): ConditionProblem[] {
  if (rule.condition === null) return [];
  return validateCondition(around.schema, rule.condition).map(({ path, sentence }) => ({
    path: `rules/${index}/condition${path === '' ? '' : '/'}${path}`,
    sentence,
  }));
}

/** Of context variables each counts for itself, everything else once a rule. */
function keyOf(output: RuleOutput): string {
  return output.kind === 'context' ? `context ${output.name}` : output.kind;
}

function problemOfOutput(around: Surroundings, output: RuleOutput): string | undefined {
  const { choices, variables } = around;
  const has = (known: FieldChoice, id: string) => known.some(({ value }) => value === id);
  switch (output.kind) {
    case 'skills': {
      const ids = output.skills.map(({ skillId }) => skillId);
      if (!ids.every((id) => has(choices.skills, id))) return 'Choose a skill.';
      return new Set(ids).size < ids.length ? 'Each skill can be named once.' : undefined;
    }
    case 'profiles':
      return output.profileIds.every((id) => has(choices.profiles, id))
        ? undefined
        : 'Choose a capacity profile.';
    case 'context': {
      const variable = variables.find(({ name }) => name === output.name);
      if (!variable) return 'Choose a context variable of this work stream.';
      if (typeof output.value === variable.type.replace('text', 'string')) return undefined;
      return variable.type === 'number' ? 'Give a number.' : 'Give a text.';
    }
    default:
      return undefined;
  }
}

type FieldChoice = readonly { readonly value: string }[];
