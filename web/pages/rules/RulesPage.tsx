import { Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconTestPipe } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClassificationSet, StreamRules } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { handlesQuery, workStreamsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { ruleTexts } from '../../texts/rules.ts';
import settings from '../settings/settings.module.css';
import { ClassificationSection } from './ClassificationSection.tsx';
import { DryRun } from './DryRun.tsx';
import { type AnyRule } from './RuleDrawer.tsx';
import { RuleListSection } from './RuleListSection.tsx';
import classes from './rules.module.css';

const rulesQuery = (id: string) => ({
  queryKey: ['setup', 'rules', id] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.rules.get({ id }, { signal }),
  enabled: id !== '',
});
const fieldsQuery = (id: string) => ({
  queryKey: ['setup', 'rules', id, 'fields'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.rules.fields({ id }, { signal }),
  enabled: id !== '',
  staleTime: 0,
});

/** The rules of a work stream: what conversations ask for, and where they go. */
export function RulesPage() {
  const streams = useQuery(workStreamsQuery);
  const [chosen, setChosen] = useState('');
  const [trying, setTrying] = useState(false);
  // The stream of a handle before one that nothing comes through.
  const handles = useQuery(handlesQuery);
  const first = handles.data?.handles[0]?.workStreamId ?? streams.data?.workStreams[0]?.id ?? '';
  const id = chosen || (handles.isPending ? '' : first);
  const rules = useQuery(rulesQuery(id));
  const fields = useQuery(fieldsQuery(id));
  const data = rules.data;
  const around = fields.data;
  const reload = () => queryClient.invalidateQueries({ queryKey: ['setup', 'rules', id] });
  const act = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      tellProblem(ruleTexts.cannotSave, error);
    }
    await reload();
  };
  const saveRoute = async (list: AnyRule[]) => {
    // The newest version that is known: an undo comes after the change that it takes back.
    const { version } = queryClient.getQueryData<StreamRules>(rulesQuery(id).queryKey)?.route ?? {
      version: 0,
    };
    const routed = list.flatMap((rule) => ('queues' in rule ? [rule] : []));
    await api.rules.setRoute({ id }, { rules: routed, version });
    await reload();
  };
  const saveSet = async (
    set: ClassificationSet,
    part: Partial<Pick<ClassificationSet, 'name' | 'enabled'>>,
    list?: AnyRule[],
  ) => {
    const stored = queryClient
      .getQueryData<StreamRules>(rulesQuery(id).queryKey)
      ?.classification.find((each) => each.id === set.id);
    const now = stored ?? set;
    const classified = list?.flatMap((rule) => ('outputs' in rule ? [rule] : [])) ?? now.rules;
    await api.rules.update(
      { id: set.id },
      { name: now.name, enabled: now.enabled, ...part, rules: classified, version: now.version },
    );
    await reload();
  };
  const fallback = around?.queues.find(({ value }) => value === data?.fallbackQueueId)?.label ?? '';
  return (
    <div className={settings.page}>
      <div className={settings.headLine}>
        <div>
          <h2>{ruleTexts.title}</h2>
          <p className={settings.lead}>{ruleTexts.lead}</p>
        </div>
        {around && (
          <Button
            variant="default"
            leftSection={<IconTestPipe size={16} aria-hidden />}
            onClick={() => setTrying(true)}
          >
            {ruleTexts.tryIt}
          </Button>
        )}
      </div>
      <NativeSelect
        maw={340}
        mb="md"
        label={ruleTexts.stream}
        data={streams.data?.workStreams.map(({ id: value, name: label }) => ({ value, label })) ?? []}
        value={id}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {streams.isError && <PageProblemOf query={streams} />}
      {rules.isError && !data && <PageProblemOf query={rules} />}
      {fields.isError && !around && <PageProblemOf query={fields} />}
      {(!data || !around) && !rules.isError && !fields.isError && !streams.isError && (
        <LoadingState label={commonTexts.loading} />
      )}
      {data && around && (
        <>
          <section aria-label={ruleTexts.classification}>
            <h3>{ruleTexts.classification}</h3>
            <p className={classes.dim}>{ruleTexts.classificationLead}</p>
            <ClassificationSection
              sets={data.classification}
              around={around}
              onSave={saveSet}
              onOrder={(ids) => void act(api.rules.order({ id }, { ids }))}
              onRestore={async (set) => {
                await api.deleted.restore({ id: set.id });
                await reload();
              }}
              onRemove={async (set) => {
                await api.rules.remove({ id: set.id });
                await reload();
              }}
            />
            {data.classification.length < 10 && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() =>
                  void act(api.rules.create({ id }, { name: ruleTexts.newSet, enabled: true, rules: [] }))
                }
              >
                {ruleTexts.addSet}
              </Button>
            )}
          </section>
          <section aria-label={ruleTexts.route}>
            <h3>{ruleTexts.route}</h3>
            <p className={classes.dim}>
              {ruleTexts.routeLead} {ruleTexts.fallback(fallback)}
            </p>
            <RuleListSection
              kind="route"
              label={ruleTexts.rulesOf(ruleTexts.route)}
              rules={data.route.rules}
              problems={data.route.problems}
              around={around}
              onSave={saveRoute}
            />
          </section>
        </>
      )}
      {trying && around && <DryRun workStreamId={id} around={around} onClose={() => setTrying(false)} />}
    </div>
  );
}
