import { NativeSelect, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AlertKind, AlertRule, AlertRuleInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queuesQuery } from '../../../api/setup.ts';
import { alertTexts as texts } from '../../../texts/alerts.ts';
import { isOfQueues } from './of-queues.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';
import { NumberField } from '../../../forms/NumberField.tsx';

interface Props {
  rule?: AlertRule;
  /** What a new one begins as. */
  start?: AlertRuleInput;
  onSaved: () => void;
  onClose: () => void;
}

const fresh: AlertRuleInput = {
  name: '',
  kind: 'wait_exceeds',
  queueId: null,
  warning: 5,
  critical: 15,
  enabled: true,
};

/** One rule: what is looked at, where, and from which value on. */
export function AlertRuleForm({ rule, start = rule ?? fresh, onSaved, onClose }: Props) {
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const { name, kind, queueId, warning, critical, enabled } = start;
  const form = useEditForm<AlertRuleInput>({
    initial: { name, kind, queueId, warning, critical, enabled },
    check: (values) => ({
      name: values.name.trim() === '' ? partTexts.needsName : undefined,
      warning: warningProblem(values),
      critical: criticalProblem(values),
    }),
    save: (values) => {
      const body = {
        ...values,
        name: values.name.trim(),
        queueId: isOfQueues(values.kind) ? values.queueId : null,
      };
      return rule ? api.alerts.update({ id: rule.id }, body) : api.alerts.create(body);
    },
  });
  const { values, set } = form;
  const unit = texts.units[values.kind];
  return (
    <EditDrawer
      title={rule ? partTexts.editOf(rule.name) : texts.add}
      form={form}
      onSaved={onSaved}
      onClose={onClose}
    >
      <TextInput
        label={texts.name}
        required
        maxLength={100}
        data-autofocus
        dir="auto"
        {...form.text('name')}
      />
      <NativeSelect
        label={texts.kind}
        value={values.kind}
        data={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
        // The options are the kinds' own words.
        onChange={(event) => set({ kind: event.currentTarget.value as AlertKind })}
      />
      {isOfQueues(values.kind) && (
        <NativeSelect
          label={texts.queue}
          value={values.queueId ?? ''}
          error={form.errorOf('queueId')}
          data={[
            { value: '', label: texts.every },
            ...queues.map((queue) => ({ value: queue.id, label: queue.name })),
          ]}
          onChange={(event) => set({ queueId: event.currentTarget.value || null })}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberField
          label={texts.warning(unit)}
          min={0}
          clampBehavior="none"
          value={values.warning}
          error={form.errorOf('warning')}
          onChange={(value) => set({ warning: Number(value) })}
        />
        <NumberField
          label={texts.critical(unit)}
          description={texts.criticalHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          clampBehavior="none"
          value={values.critical ?? ''}
          error={form.errorOf('critical')}
          onChange={(value) => set({ critical: value === '' ? null : Number(value) })}
        />
      </SimpleGrid>
      <Switch
        label={texts.enabled}
        checked={values.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
    </EditDrawer>
  );
}

function warningProblem({ kind, warning }: AlertRuleInput): string | undefined {
  if (kind === 'breach_rate') return warning >= 1 && warning <= 100 ? undefined : texts.badPercent;
  return warning >= 1 && warning <= 100_000 ? undefined : texts.badWarning;
}

function criticalProblem({ kind, warning, critical }: AlertRuleInput): string | undefined {
  if (critical === null) return undefined;
  if (critical <= warning) return texts.badCritical;
  return kind === 'breach_rate' && critical > 100 ? texts.badPercent : undefined;
}
