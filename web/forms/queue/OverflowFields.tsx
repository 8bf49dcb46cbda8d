import { ActionIcon, Button, Menu, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { OverflowRule, Queue } from '../../../contract/api/index.ts';
import { newOverflow } from '../../lib/overflow-rules.ts';
import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { overflowTexts as texts } from '../../texts/overflow.ts';
import classes from './queue.module.css';
import { NumberField } from '../NumberField.tsx';

interface Props {
  rules: readonly OverflowRule[];
  /** Those that can take over. */
  queues: readonly Pick<Queue, 'id' | 'name'>[];
  isDefault: boolean;
  hasHours: boolean;
  errorOf: (field: string) => string | undefined;
  onChange: (rules: OverflowRule[]) => void;
}

type Condition = OverflowRule['condition'];
const before: readonly Condition[] = ['out_of_hours', 'items_exceed'];
const during: readonly Condition[] = ['wait_exceeds'];
const MOST = 10;

/** What happens when a queue is closed, too full, or too slow. */
export function OverflowFields(props: Props) {
  const { rules, isDefault } = props;
  return (
    <FieldGroup title={texts.title} hint={isDefault ? texts.standardHint : texts.hint}>
      <Part {...props} title={texts.before} hint={texts.beforeHint} conditions={before} />
      <Part {...props} title={texts.waiting} conditions={during} />
      {rules.some(({ action }) => action === 'close') && <p className={classes.dim}>{texts.closeHint}</p>}
    </FieldGroup>
  );
}

interface PartProps extends Props {
  title: string;
  hint?: string;
  conditions: readonly Condition[];
}

function Part({ title, hint, conditions, rules, onChange, ...rest }: PartProps) {
  const placed = rules.flatMap((rule, index) =>
    conditions.includes(rule.condition) ? [{ rule, index }] : [],
  );
  // A queue is closed or not: one condition says what then.
  const offered = conditions.filter(
    (condition) => condition !== 'out_of_hours' || !rules.some((rule) => rule.condition === condition),
  );
  const add = (condition: Condition) => onChange([...rules, newOverflow(condition)]);
  const icon = <IconPlus size={14} aria-hidden />;
  return (
    <section aria-label={title} className={classes.part}>
      <strong>{title}</strong>
      {placed.length === 0 && <p className={classes.dim}>{texts.none}</p>}
      {placed.length > 1 && hint && <p className={classes.dim}>{hint}</p>}
      {placed.map(({ rule, index }, place) => (
        <RuleFields
          // Conditions have no identity but their place.
          key={index}
          rule={rule}
          place={place + 1}
          field={`settings.overflow.${index}`}
          {...rest}
          onChange={(next) => onChange([...rules].with(index, next))}
          onRemove={() => onChange(rules.toSpliced(index, 1))}
        />
      ))}
      {rules.length < MOST && offered.length === 1 && offered[0] !== undefined && (
        <Button
          size="xs"
          variant="default"
          leftSection={icon}
          onClick={() => add(offered[0] ?? 'wait_exceeds')}
        >
          {texts.add}
        </Button>
      )}
      {rules.length < MOST && offered.length > 1 && (
        <Menu position="bottom-start" transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={icon}>
              {texts.add}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((condition) => (
              <Menu.Item key={condition} onClick={() => add(condition)}>
                {texts.conditions[condition]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </section>
  );
}

interface RuleProps extends Omit<Props, 'rules' | 'onChange'> {
  rule: OverflowRule;
  place: number;
  field: string;
  onChange: (rule: OverflowRule) => void;
  onRemove: () => void;
}

const actions = ['assign_anyway', 'transfer', 'close'] as const;

function RuleFields({ rule, place, field, queues, hasHours, errorOf, onChange, onRemove }: RuleProps) {
  const { condition, value, action, queueId } = rule;
  const waits = condition === 'wait_exceeds';
  return (
    <div className={classes.rule}>
      <div className={classes.fields}>
        <span className={classes.condition}>
          {texts.condition} {texts.conditions[condition]}
        </span>
        {condition !== 'out_of_hours' && (
          <NumberField
            label={waits ? texts.minutes : texts.items}
            min={1}
            max={waits ? 2_880 : 1_000}
            allowDecimal={false}
            clampBehavior="none"
            value={value}
            error={errorOf(`${field}.value`)}
            onChange={(next) => onChange({ ...rule, value: Number(next) })}
          />
        )}
        <NativeSelect
          label={texts.action}
          value={action}
          data={actions.map((one) => ({
            value: one,
            label: waits && one === 'assign_anyway' ? texts.leaveIt : texts.actions[one],
          }))}
          onChange={(event) => {
            const next = actions.find((one) => one === event.currentTarget.value) ?? 'assign_anyway';
            onChange({ ...rule, action: next, queueId: next === 'transfer' ? queueId : null });
          }}
        />
        {action === 'transfer' && (
          <NativeSelect
            label={texts.queue}
            value={queueId ?? ''}
            error={errorOf(`${field}.queueId`)}
            data={[
              { value: '', label: texts.choose },
              ...queues.map((queue) => ({ value: queue.id, label: queue.name })),
            ]}
            onChange={(event) => onChange({ ...rule, queueId: event.currentTarget.value || null })}
          />
        )}
        {condition === 'out_of_hours' && !hasHours && <p className={classes.dim}>{texts.needsHours}</p>}
      </div>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={texts.remove(place)} onClick={onRemove}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
