import { ActionIcon, Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Condition, ConditionGroup, ConditionLeaf, RuleField } from '../../../contract/api/index.ts';
import { emptyValue, isGroup } from '../../lib/rule-words.ts';
import { nameOperator, ruleTexts } from '../../texts/rules.ts';
import { ValueInput } from './ValueInput.tsx';
import classes from './rules.module.css';

/** Groups lie in groups at most so deep. */
const MOST_DEPTH = 5;

interface Shared {
  fields: readonly RuleField[];
  /** What is wrong, by path below the condition: `conditions/0/value`. */
  problems: ReadonlyMap<string, string>;
}

interface GroupProps extends Shared {
  group: ConditionGroup;
  path: string;
  depth: number;
  onChange: (group: ConditionGroup) => void;
  onRemove?: () => void;
}

/** AND or OR over conditions and further groups. */
export function GroupEditor(props: GroupProps) {
  const { group, path, depth, onChange, fields, problems } = props;
  const at = (index: number) => `${path}${path === '' ? '' : '/'}conditions/${index}`;
  const replace = (index: number, part: Condition) =>
    onChange({ ...group, conditions: group.conditions.with(index, part) });
  const remove = (index: number) => onChange({ ...group, conditions: group.conditions.toSpliced(index, 1) });
  const add = (part: Condition) => onChange({ ...group, conditions: [...group.conditions, part] });
  const leaf: ConditionLeaf = { field: '', operator: 'equals' };
  return (
    <div className={classes.group} role="group" aria-label={ruleTexts.group(depth)}>
      <div className={classes.groupHead}>
        {(group.conditions.length > 1 || depth > 1) && (
          <SegmentedControl
            size="xs"
            aria-label={ruleTexts.match}
            data={[
              { value: 'all', label: ruleTexts.all },
              { value: 'any', label: ruleTexts.any },
            ]}
            value={group.match}
            onChange={(match) => onChange({ ...group, match: match === 'any' ? 'any' : 'all' })}
          />
        )}
        {props.onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={ruleTexts.removeGroup}
            onClick={props.onRemove}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {depth === 1 && group.conditions.length === 0 && <p className={classes.dim}>{ruleTexts.always}</p>}
      {group.conditions.map((part, index) =>
        isGroup(part) ? (
          <GroupEditor
            key={index}
            fields={fields}
            problems={problems}
            group={part}
            path={at(index)}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ) : (
          <LeafEditor
            key={index}
            fields={fields}
            problems={problems}
            leaf={part}
            path={at(index)}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ),
      )}
      {problems.get(path) && (
        <p className={classes.problem} role="alert">
          {problems.get(path)}
        </p>
      )}
      <div className={classes.groupFoot}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(leaf)}
        >
          {ruleTexts.addCondition}
        </Button>
        {depth < MOST_DEPTH && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => add({ match: group.match === 'all' ? 'any' : 'all', conditions: [leaf] })}
          >
            {ruleTexts.addGroup}
          </Button>
        )}
      </div>
    </div>
  );
}

interface LeafProps extends Shared {
  leaf: ConditionLeaf;
  path: string;
  onChange: (leaf: ConditionLeaf) => void;
  onRemove: () => void;
}

function LeafEditor({ leaf, path, fields, problems, onChange, onRemove }: LeafProps) {
  const field = fields.find(({ key }) => key === leaf.field);
  const groups = Object.entries(Object.groupBy(fields, (each) => each.group));
  const chooseField = (key: string) => {
    const chosen = fields.find((each) => each.key === key);
    const [first] = chosen?.operators ?? [];
    if (!chosen || !first) return;
    const operator =
      chosen.operators.find((each) => each.operator === leaf.operator)?.operator ?? first.operator;
    const keeps = field?.type === chosen.type && chosen.type !== 'choice' && chosen.type !== 'tags';
    onChange({
      field: key,
      operator,
      value: keeps ? (leaf.value ?? null) : emptyValue(chosen, operator),
    });
  };
  const shape = field?.operators.find((each) => each.operator === leaf.operator)?.value ?? 'none';
  const chooseOperator = (name: string) => {
    const chosen = field?.operators.find((each) => each.operator === name);
    if (!field || !chosen) return;
    const value = chosen.value === shape ? (leaf.value ?? null) : emptyValue(field, chosen.operator);
    onChange({ ...leaf, operator: chosen.operator, value });
  };
  return (
    <div className={classes.leaf}>
      <NativeSelect
        aria-label={ruleTexts.field}
        value={leaf.field}
        error={problems.get(`${path}/field`)}
        description={field?.hint ?? undefined}
        inputWrapperOrder={['input', 'description', 'error']}
        onChange={(event) => chooseField(event.currentTarget.value)}
      >
        {!field && <option value={leaf.field}>{leaf.field || ruleTexts.chooseField}</option>}
        {groups.map(([name, inside]) => (
          <optgroup key={name} label={name}>
            {inside?.map((each) => (
              <option key={each.key} value={each.key}>
                {each.label}
              </option>
            ))}
          </optgroup>
        ))}
      </NativeSelect>
      {field && (
        <NativeSelect
          aria-label={ruleTexts.operator}
          value={leaf.operator}
          error={problems.get(`${path}/operator`)}
          data={field.operators.map(({ operator }) => ({
            value: operator,
            label: nameOperator(operator, field.type),
          }))}
          onChange={(event) => chooseOperator(event.currentTarget.value)}
        />
      )}
      {field && (
        <ValueInput
          field={field}
          shape={shape}
          value={leaf.value ?? null}
          problem={problems.get(`${path}/value`)}
          onChange={(value) => onChange({ ...leaf, value })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={ruleTexts.removeCondition}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
