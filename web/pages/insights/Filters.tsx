import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReportFilters } from '../../lib/report-search.ts';
import { handlesQuery, tagsQuery, workStreamsQuery } from '../../api/queries.ts';
import { useMembers } from '../../lib/members.ts';
import { groupNames, insightsTexts, rangeNames } from '../../texts/insights.ts';
import classes from './insights.module.css';

interface Props {
  value: ReportFilters;
  onChange: (change: Partial<ReportFilters>) => void;
}

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Which conversations a report counts. */
export function Filters({ value, onChange }: Props) {
  const { members } = useMembers();
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  const work = useQuery(workStreamsQuery).data;
  const tags = useQuery(tagsQuery).data?.tags ?? [];
  const named = (things: readonly { id: string; name: string }[] | undefined) =>
    (things ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const choice = (label: string, key: keyof ReportFilters, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      data={data}
      value={value[key] ?? null}
      onChange={(chosen) => onChange({ [key]: chosen ?? undefined })}
      placeholder={insightsTexts.everything}
      clearable
      searchable
    />
  );
  return (
    <div className={classes.filters} role="group" aria-label={insightsTexts.filters}>
      <Select
        label={insightsTexts.time}
        data={options(rangeNames)}
        value={value.range}
        allowDeselect={false}
        // The options are the names.
        onChange={(range) => range && onChange({ range: range as ReportFilters['range'] })}
      />
      {value.range === 'own' && (
        <>
          <TextInput
            type="date"
            label={insightsTexts.from}
            value={value.first ?? ''}
            max={value.last}
            onChange={(event) => onChange({ first: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={insightsTexts.until}
            value={value.last ?? ''}
            min={value.first}
            onChange={(event) => onChange({ last: event.currentTarget.value || undefined })}
          />
        </>
      )}
      <Select
        label={insightsTexts.groupBy}
        data={options(groupNames).filter((one) => one.value !== 'none')}
        value={value.groupBy}
        allowDeselect={false}
        onChange={(groupBy) => groupBy && onChange({ groupBy: groupBy as ReportFilters['groupBy'] })}
      />
      {choice(insightsTexts.handle, 'handleId', named(handles))}
      {choice(insightsTexts.queue, 'queueId', named(work?.queues))}
      {choice(insightsTexts.agent, 'agentId', named(members))}
      {choice(insightsTexts.workStream, 'workStreamId', named(work?.workStreams))}
      {choice(
        insightsTexts.tag,
        'tag',
        tags.map((tag) => ({ value: tag, label: tag })),
      )}
    </div>
  );
}
