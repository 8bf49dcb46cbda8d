import { Alert, TextInput } from '@mantine/core';
import { useState } from 'react';
import type {
  ClassificationRuleInput,
  ConditionGroup,
  QueueShare,
  RouteRuleInput,
  RuleFields,
  RuleOutput,
} from '../../../contract/api/index.ts';
import { findRepeated } from '../../lib/repeated-rule.ts';
import { problemsOf, stillWrong } from '../../lib/rule-problems.ts';
import { ruleTexts } from '../../texts/rules.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../settings/parts/index.ts';
import { GroupEditor } from './ConditionEditor.tsx';
import { OutputsEditor } from './OutputsEditor.tsx';
import { SplitEditor } from './SplitEditor.tsx';

/** A rule of either kind while it is edited. */
export type AnyRule = ClassificationRuleInput | RouteRuleInput;

interface Values {
  name: string;
  condition: ConditionGroup;
  outputs: RuleOutput[];
  queues: QueueShare[];
}

/** What the server refused, and the rule as it was then. */
interface Refused {
  readonly problems: ReadonlyMap<string, string>;
  readonly of: Omit<Values, 'name'>;
}

interface Props {
  kind: 'classification' | 'route';
  /** Undefined: a new one. */
  rule: AnyRule | undefined;
  /** Its place in the ruleset: the server says by it what is wrong. */
  index: number;
  /** Those that are tried before it. */
  earlier: readonly AnyRule[];
  around: RuleFields;
  onSave: (rule: AnyRule) => Promise<unknown>;
  onClose: () => void;
}

const NOTHING: ConditionGroup = { match: 'all', conditions: [] };

/** One rule: when it matches, and what it does then. What does not fit is refused at its place. */
export function RuleDrawer({ kind, rule, index, earlier, around, onSave, onClose }: Props) {
  const [refused, setRefused] = useState<Refused | undefined>();
  const [tried, setTried] = useState(false);
  const form = useEditForm<Values>({
    initial: {
      name: rule?.name ?? '',
      condition: rule?.condition ?? NOTHING,
      outputs: rule && 'outputs' in rule ? rule.outputs : [],
      queues: rule && 'queues' in rule ? rule.queues : [{ queueId: '', percent: 100 }],
    },
    check: ({ name }) => ({ name: name.trim() === '' ? ruleTexts.nameNeeded : undefined }),
    save: async ({ name, condition, outputs, queues }) => {
      const parts = {
        ...(rule?.id === undefined ? {} : { id: rule.id }),
        name,
        enabled: rule?.enabled ?? true,
        condition: condition.conditions.length === 0 ? null : condition,
      };
      const local = kind === 'route' ? checkQueues(queues) : checkOutputs(outputs);
      setTried(true);
      setRefused(undefined);
      if (local.size > 0) throw [...local.values()][0];
      try {
        await onSave(kind === 'route' ? { ...parts, queues } : { ...parts, outputs });
      } catch (error) {
        setRefused({ problems: problemsOf(error, `rules/${index}/`), of: { condition, outputs, queues } });
        throw error;
      }
    },
  });
  const { condition, outputs, queues } = form.values;
  const local = kind === 'route' ? checkQueues(queues) : checkOutputs(outputs);
  // What was wrong is told until it is put right, not until the next try.
  const problems = new Map([
    ...(tried ? local : []),
    ...(refused ? stillWrong(refused.problems, refused.of, { condition, outputs, queues }) : []),
  ]);
  const repeated = findRepeated(earlier, condition);
  const below = (start: string) =>
    new Map(
      [...problems].flatMap(([path, sentence]) =>
        path === start || path.startsWith(`${start}/`)
          ? [[path.slice(start.length + 1), sentence] as const]
          : [],
      ),
    );
  return (
    <EditDrawer
      title={rule ? ruleTexts.editRule(rule.name) : ruleTexts.newRule}
      form={form}
      onClose={onClose}
      size="xl"
    >
      <TextInput label={ruleTexts.ruleName} maxLength={100} data-autofocus {...form.text('name')} />
      <FieldGroup title={ruleTexts.when}>
        <GroupEditor
          fields={around.fields}
          problems={below('condition')}
          group={form.values.condition}
          path=""
          depth={1}
          onChange={(condition) => form.set({ condition })}
        />
      </FieldGroup>
      {kind === 'route' && repeated && (
        <Alert color="yellow" role="status">
          {ruleTexts.repeats(repeated.name)}
        </Alert>
      )}
      {kind === 'route' ? (
        <FieldGroup title={ruleTexts.sendsTo}>
          <SplitEditor
            queues={form.values.queues}
            choices={around.queues}
            problem={problems.get('queues')}
            onChange={(queues) => form.set({ queues })}
          />
        </FieldGroup>
      ) : (
        <FieldGroup title={ruleTexts.sets}>
          <OutputsEditor
            outputs={form.values.outputs}
            around={around}
            problems={below('outputs')}
            onChange={(outputs) => form.set({ outputs })}
          />
        </FieldGroup>
      )}
    </EditDrawer>
  );
}

/** What the wire itself would refuse without saying where. */
function checkQueues(queues: readonly QueueShare[]): Map<string, string> {
  const wrong = new Map<string, string>();
  const sum = queues.reduce((total, { percent }) => total + percent, 0);
  if (sum !== 100) wrong.set('queues', ruleTexts.sum(sum));
  if (queues.some(({ percent }) => percent < 1)) wrong.set('queues', ruleTexts.shareNeeded);
  if (queues.some(({ queueId }) => queueId === '')) wrong.set('queues', ruleTexts.queueNeeded);
  return wrong;
}

function checkOutputs(outputs: readonly RuleOutput[]): Map<string, string> {
  const wrong = new Map<string, string>();
  if (outputs.length === 0) wrong.set('outputs', ruleTexts.outputNeeded);
  for (const [index, output] of outputs.entries()) {
    const empty =
      (output.kind === 'tags' && output.tags.length === 0) ||
      (output.kind === 'profiles' && output.profileIds.length === 0) ||
      (output.kind === 'skills' && output.skills.some(({ skillId }) => skillId === '')) ||
      (output.kind === 'units' && output.units < 1);
    if (empty) wrong.set(`outputs/${index}`, ruleTexts.valueNeeded);
  }
  return wrong;
}
