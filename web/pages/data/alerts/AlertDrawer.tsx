import { Button, Checkbox, MultiSelect, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DataAlert, DataComparison, Dataset } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { CopyField } from '../../../../ui/index.ts';
import { refreshDataAlerts } from '../../../api/data-alerts.ts';
import { type AlertDraft, draftOf, newDraft, problemsOf, ruleOf } from '../../../lib/data-alert-draft.ts';
import { useMembers } from '../../../lib/members.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { alertTexts as texts } from '../../../texts/data-alerts.ts';
import { filterTexts } from '../../../texts/data-filters.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../settings/parts/index.ts';
import classes from '../data.module.css';
import { FilterFields } from '../filter/FilterFields.tsx';
import { MeasureFields } from '../filter/MeasureFields.tsx';
import { AlertTrial } from './AlertTrial.tsx';

const KINDS = Object.entries(texts.kinds).map(([value, label]) => ({ value, label }));
const COMPARISONS = Object.entries(texts.comparisons).map(([value, label]) => ({ value, label }));
const WORDS = {
  name: partTexts.needsName,
  value: filterTexts.needsValue,
  condition: filterTexts.needsCondition,
  number: texts.needsNumber,
  column: filterTexts.noNumbers,
};

/** What an alert asks, and whom it tells. Mounted while it is open. */
export function AlertDrawer(props: {
  dataset: Dataset;
  alert: DataAlert | undefined;
  canMail: boolean;
  onClose: () => void;
}) {
  const { dataset, alert } = props;
  const { columns, id: datasetId } = dataset;
  const { active, nameOf } = useMembers();
  const form = useEditForm<AlertDraft>({
    initial: alert ? draftOf(alert) : newDraft(columns),
    check: (values) => problemsOf(values, WORDS),
    save: async (values) => {
      const { name, memberIds, paused } = values;
      const webhook = values.webhook.trim() === '' ? null : values.webhook.trim();
      const body = { name, rule: ruleOf(values), memberIds, webhook, paused };
      const saved = alert
        ? await api.dataAlerts.change({ datasetId, alertId: alert.id }, { version: alert.version, ...body })
        : await api.dataAlerts.create({ datasetId }, body);
      tellDone(texts.saved(saved.name));
      await refreshDataAlerts();
    },
  });
  const { values, set, errorOf } = form;
  const isRows = values.kind === 'rows';
  // Who left stays to be seen, and to be taken out.
  const ids = [...new Set([...active.map(({ id }) => id), ...values.memberIds])];
  return (
    <EditDrawer
      title={alert ? texts.editTitle(alert.name) : texts.addTitle}
      form={form}
      size="xl"
      onClose={props.onClose}
    >
      <TextInput label={texts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <FieldGroup title={texts.rule} hint={isRows ? texts.rowsHint : texts.aggregateHint}>
        <SegmentedControl
          aria-label={texts.kind}
          data={KINDS}
          value={values.kind}
          // The options are the kinds.
          onChange={(kind) => set({ kind: kind as AlertDraft['kind'] })}
        />
        {!isRows && (
          <>
            <MeasureFields
              label={filterTexts.measure}
              columns={columns}
              measure={values.measure}
              error={errorOf('measure')}
              onChange={(measure) => set({ measure })}
            />
            <NativeSelect
              label={texts.comparison}
              data={COMPARISONS}
              value={values.comparison}
              // The options are the comparisons.
              onChange={({ currentTarget }) => set({ comparison: currentTarget.value as DataComparison })}
            />
            <TextInput label={texts.limit} inputMode="decimal" maxLength={30} {...form.text('limit')} />
            {!values.comparison.endsWith('_by') && (
              <Checkbox
                label={texts.again}
                checked={values.again}
                onChange={({ currentTarget: { checked } }) => set({ again: checked })}
              />
            )}
          </>
        )}
      </FieldGroup>
      <FieldGroup title={texts.which}>
        <FilterFields
          columns={columns}
          filter={values.filter}
          onChange={(filter) => set({ filter })}
          errorOf={(at) => errorOf(`filter.${at}`)}
          problem={errorOf('filter')}
        />
      </FieldGroup>
      <AlertTrial dataset={dataset} draft={values} problems={problemsOf(values, WORDS)} />
      <FieldGroup title={texts.tell}>
        {!props.canMail && (
          <p className={classes.before}>
            {texts.noMail} <Link to="/settings/business/mail">{texts.toMail}</Link>
          </p>
        )}
        <MultiSelect
          label={texts.members}
          description={texts.membersHint}
          searchable
          data={ids.map((value) => ({ value, label: nameOf(value) }))}
          value={values.memberIds}
          error={errorOf('memberIds')}
          maxValues={50}
          onChange={(memberIds) => set({ memberIds })}
        />
        <TextInput
          label={texts.webhook}
          description={texts.webhookHint}
          placeholder="https://"
          type="url"
          maxLength={2_000}
          {...form.text('webhook')}
        />
        {alert?.webhook && <Secret datasetId={datasetId} alertId={alert.id} />}
      </FieldGroup>
      <Checkbox
        label={texts.pausedLabel}
        checked={values.paused}
        onChange={({ currentTarget: { checked } }) => set({ paused: checked })}
      />
    </EditDrawer>
  );
}

/** With what POSTs are signed: shown when it is asked for. */
function Secret(params: { datasetId: string; alertId: string }) {
  const [secret, setSecret] = useState<string>();
  const show = async () => {
    try {
      setSecret((await api.dataAlerts.secret(params)).secret);
    } catch (error) {
      tellProblem(texts.cannotShow, error);
    }
  };
  return secret === undefined ? (
    <div>
      <Button size="xs" variant="default" onClick={() => void show()}>
        {texts.secret}
      </Button>
    </div>
  ) : (
    <CopyField
      label={texts.secretLabel}
      value={secret}
      copyLabel={commonTexts.copy}
      copiedLabel={commonTexts.copied}
    />
  );
}
