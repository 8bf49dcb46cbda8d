import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionRule } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { LoadingState } from '../../../../ui/index.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { describeError, tellDone } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { describeBounds } from '../../../lib/number-bounds.ts';
import { privacyTexts as texts } from '../../../texts/privacy.ts';
import classes from '../settings.module.css';
import { NumberField } from '../../../forms/NumberField.tsx';

const query = {
  queryKey: ['setup', 'retention'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.retention.list({ signal }),
};

/** How long each kind of data is kept; what would go is shown before it is kept so. */
export function Retention() {
  const found = useQuery(query);
  return (
    <section aria-label={texts.retention}>
      <h3>{texts.retention}</h3>
      <p className={classes.dim}>{texts.retentionHint}</p>
      {found.isError && <PageProblemOf query={found} />}
      {found.isPending && <LoadingState label={commonTexts.loading} />}
      {found.data?.rules.map((rule) => (
        <Line key={`${rule.kind} ${rule.days}`} rule={rule} />
      ))}
    </section>
  );
}

const LEAST_DAYS = 1;
const MOST_DAYS = 36_500;
/** Foreign bodies are never kept for longer. */
const RAW_DAYS = 30;

function Line({ rule }: { rule: RetentionRule }) {
  const queries = useQueryClient();
  const [days, setDays] = useState<number | null>(rule.days);
  const [problem, setProblem] = useState<string>();
  const changed = days !== rule.days;
  const most = rule.kind === 'deliveries' ? RAW_DAYS : MOST_DAYS;
  const fits = describeBounds(days ?? '', LEAST_DAYS, most) === undefined;
  const preview = useQuery({
    queryKey: ['retention-preview', rule.kind, days],
    queryFn: () => api.retention.preview({ kind: rule.kind, days: days ?? 1 }),
    enabled: changed && fits && days !== null,
    gcTime: 0,
  });
  const name = texts.kindNames[rule.kind];
  const save = async () => {
    setProblem(undefined);
    try {
      await api.retention.set({ kind: rule.kind, days });
      tellDone(texts.saved);
      await queries.invalidateQueries({ queryKey: query.queryKey });
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  return (
    <Group gap="sm" mb="xs" align="center">
      <Text size="sm" flex="1 1 160px">
        {name}
      </Text>
      <NumberField
        w={130}
        placeholder={rule.kind === 'deliveries' ? String(RAW_DAYS) : texts.forEver}
        rightSection={<span className={classes.dim}>{texts.unit}</span>}
        rightSectionWidth={48}
        aria-label={texts.days(name)}
        min={LEAST_DAYS}
        max={most}
        allowDecimal={false}
        allowNegative={false}
        value={days ?? ''}
        error={problem}
        onChange={(value) => setDays(typeof value === 'number' ? value : null)}
      />
      {changed && fits && (
        <Button variant="light" onClick={() => void save()}>
          {texts.keep}
        </Button>
      )}
      <span role="status" className={classes.dim}>
        {changed && preview.data && texts.wouldGo(preview.data.count)}
      </span>
    </Group>
  );
}
