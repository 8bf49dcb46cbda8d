import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type {
  ClassificationRule,
  ConditionProblem,
  RouteRule,
  RuleFields,
} from '../../../contract/api/index.ts';
import { fieldsByKey, sayCondition, sayOutputs, sayQueues } from '../../lib/rule-words.ts';
import { tellProblem } from '../../shell/tell.ts';
import { offerUndo } from '../../shell/undo.ts';
import { ruleTexts } from '../../texts/rules.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { RowList } from '../settings/parts/index.ts';
import { type AnyRule, RuleDrawer } from './RuleDrawer.tsx';
import classes from './rules.module.css';

type StoredRule = ClassificationRule | RouteRule;

interface Props {
  kind: 'classification' | 'route';
  label: string;
  rules: readonly StoredRule[];
  problems: readonly ConditionProblem[];
  around: RuleFields;
  /** Stores the whole list; answers when it is stored. */
  onSave: (rules: AnyRule[]) => Promise<unknown>;
}

/** The rules of one ruleset in their order: opened, moved, copied, switched, removed. Each act is stored at once. */
export function RuleListSection({ kind, label, rules, problems, around, onSave }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const fields = fieldsByKey(around.fields);
  const store = async (next: AnyRule[]) => {
    try {
      await onSave(next);
      return true;
    } catch (error) {
      tellProblem(ruleTexts.cannotSave, error);
      return false;
    }
  };
  const remove = async (rule: StoredRule) => {
    const place = rules.indexOf(rule);
    if (!(await store(rules.filter(({ id }) => id !== rule.id)))) return;
    offerUndo(ruleTexts.removed(rule.name), () =>
      onSave(rules.filter(({ id }) => id !== rule.id).toSpliced(place, 0, rule)),
    );
  };
  const copy = (rule: StoredRule) => {
    const { id: _id, ...same } = rule;
    const named = { ...same, name: partTexts.copyName(rule.name).slice(0, 100) };
    return store([...rules].toSpliced(rules.indexOf(rule) + 1, 0, named as StoredRule));
  };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const opened = open === null || open === 'new' ? undefined : byId.get(open);
  const index = opened ? rules.indexOf(opened) : rules.length;
  const problemOf = (rule: StoredRule) =>
    problems.find(({ path }) => path.startsWith(`rules/${rules.indexOf(rule)}/`));
  return (
    <>
      {rules.length === 0 && <p className={classes.dim}>{ruleTexts.noRules}</p>}
      <RowList
        label={label}
        items={rules}
        nameOf={(rule) => rule.name}
        onOpen={(rule) => setOpen(rule.id)}
        onCopy={(rule) => void copy(rule)}
        onDelete={(rule) => void remove(rule)}
        onOrder={(ids) => void store(ids.flatMap((id) => byId.get(id) ?? []))}
        factsOf={(rule) => (
          <>
            {rule.condition === null ? ruleTexts.alwaysShort : sayCondition(rule.condition, fields)} →{' '}
            {'queues' in rule ? sayQueues(rule.queues, around) : sayOutputs(rule.outputs, around)}
            {problemOf(rule) && (
              <span className={classes.problem}>
                {' '}
                {ruleTexts.problems}: {problemOf(rule)?.sentence}
              </span>
            )}
          </>
        )}
        verbsOf={(rule) => (
          <Switch
            aria-label={ruleTexts.turnOn(rule.name)}
            checked={rule.enabled}
            onChange={(event) => {
              const enabled = event.currentTarget.checked;
              void store(rules.map((each) => (each.id === rule.id ? { ...each, enabled } : each)));
            }}
          />
        )}
      />
      <Button
        mt="xs"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setOpen('new')}
      >
        {ruleTexts.addRule}
      </Button>
      {open !== null && (
        <RuleDrawer
          kind={kind}
          rule={opened}
          index={index}
          earlier={rules.slice(0, index)}
          around={around}
          onSave={(rule) =>
            onSave(opened ? rules.map((each) => (each.id === opened.id ? rule : each)) : [...rules, rule])
          }
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
