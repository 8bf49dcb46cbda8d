import { Button, NativeSelect, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DistributionSettings } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { LoadingState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { distributionQuery } from '../../../api/setup.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { workTexts } from '../../../texts/work.ts';
import { FieldGroup, LeaveGuard, useEditForm } from '../parts/index.ts';
import parts from '../parts/parts.module.css';
import settings from '../settings.module.css';
import { NumberField } from '../../../forms/NumberField.tsx';

const texts = workTexts.distribution;

/** How work is offered and given, in the whole workspace. */
export function DistributionPage() {
  const query = useQuery(distributionQuery);
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      {query.isError && !query.data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && <DistributionForm stored={query.data.settings} />}
    </div>
  );
}

const figures = [
  ['offersPerAgent', 1, 5],
  ['agentsPerItem', 1, 1000],
  ['maxSessions', 1, 100],
  ['graceSeconds', 5, 3600],
] as const;
const offerSwitches = ['missedMakesInactive', 'declineMakesBusy'] as const;
const supervisorSwitches = [
  'supervisorMonitor',
  'supervisorAssign',
  'supervisorTransfer',
  'supervisorForceClose',
] as const;
const agentNames = ['full', 'first', 'nickname'] as const;
const colleagueSwitches = ['consultTakesCapacity', 'transferNeedsAcceptance'] as const;

function DistributionForm({ stored }: { stored: DistributionSettings }) {
  const form = useEditForm<DistributionSettings>({
    initial: stored,
    save: async (values) => {
      const answer = await api.distribution.set(values);
      queryClient.setQueryData(distributionQuery.queryKey, answer);
    },
  });
  const { values, set, errorOf } = form;
  const switchOf = (
    field: (typeof offerSwitches | typeof supervisorSwitches | typeof colleagueSwitches)[number],
  ) => (
    <Switch
      key={field}
      label={texts[field]}
      checked={values[field]}
      onChange={(event) => set({ [field]: event.currentTarget.checked })}
    />
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit().then((done) => done && tellDone(commonTexts.saved));
      }}
    >
      <LeaveGuard dirty={form.dirty} />
      <Stack gap="md" maw={560}>
        <FieldGroup title={texts.offers}>
          {figures.map(([field, min, max]) => (
            <NumberField
              key={field}
              label={texts[field]}
              description={texts[`${field}Hint`]}
              min={min}
              max={max}
              value={values[field]}
              error={errorOf(field)}
              onChange={(figure) => set({ [field]: Number(figure) })}
            />
          ))}
          {offerSwitches.map(switchOf)}
        </FieldGroup>
        <FieldGroup title={texts.supervisors} hint={texts.supervisorsHint}>
          {supervisorSwitches.map(switchOf)}
        </FieldGroup>
        <FieldGroup title={texts.colleagues}>{colleagueSwitches.map(switchOf)}</FieldGroup>
        <FieldGroup title={texts.names} hint={texts.namesHint}>
          <NativeSelect
            label={texts.agentName}
            value={values.agentName}
            data={agentNames.map((value) => ({ value, label: texts.agentNames[value] }))}
            onChange={(event) => {
              const agentName = agentNames.find((one) => one === event.currentTarget.value);
              if (agentName) set({ agentName });
            }}
          />
        </FieldGroup>
        {form.problem && (
          <p className={parts.problem} role="alert">
            {form.problem}
          </p>
        )}
        <Button type="submit" loading={form.busy} disabled={!form.dirty} style={{ alignSelf: 'flex-start' }}>
          {commonTexts.save}
        </Button>
      </Stack>
    </form>
  );
}
