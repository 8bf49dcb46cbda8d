import { Alert, Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { IconDownload, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState, formatDayAndTime, formatExact, LoadingState } from '../../../../ui/index.ts';
import { type AuditFilter, auditCsvAddress, auditPagesQuery, noAuditFilter } from '../../../api/audit.ts';
import { apiKeysQuery } from '../../../api/queries.ts';
import { useMay } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { auditKinds, auditTexts as texts, describeAction } from '../../../texts/audit.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import classes from '../settings.module.css';
import audit from './audit.module.css';
import { ChainCheck } from './ChainCheck.tsx';
import { LoadMore } from '../../../shell/LoadMore.tsx';

/** Who did what, newest first. */
export function AuditPage() {
  const { members } = useMembers();
  const may = useMay();
  const keys = useQuery({ ...apiKeysQuery, enabled: may('people.manage') }).data?.keys ?? [];
  const [filter, setFilter] = useState(noAuditFilter);
  const query = useInfiniteQuery({ ...auditPagesQuery(filter), placeholderData: keepPreviousData });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const intact = query.data?.pages.every((page) => page.intact) ?? true;
  const named = new Map([...members, ...keys].map(({ id, name }) => [id, name]));
  const who = (id: string | null, kind: string) => {
    if (id === null || kind === 'system') return texts.system;
    return named.get(id) ?? (kind === 'api_key' ? `${texts.program} …${id.slice(-6)}` : texts.someone);
  };
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <ChainCheck />
      <Filters
        filter={filter}
        actors={[...members, ...keys].map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(part) => setFilter((now) => ({ ...now, ...part }))}
      />
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && (
        <Alert
          mb="md"
          color={intact ? 'green' : 'red'}
          icon={intact ? <IconShieldCheck /> : <IconShieldX />}
          role={intact ? 'status' : 'alert'}
        >
          {intact ? texts.intact : texts.broken}
        </Alert>
      )}
      {query.data && entries.length === 0 && (
        <EmptyState title={filter === noAuditFilter ? texts.none : texts.noneOfThese} />
      )}
      {entries.length > 0 && (
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.at}</Table.Th>
              <Table.Th>{texts.who}</Table.Th>
              <Table.Th>{texts.what}</Table.Th>
              <Table.Th>{texts.subject}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={entry.seq}>
                <Table.Td data-label={texts.at} title={formatExact(entry.at)}>
                  {formatDayAndTime(entry.at)}
                </Table.Td>
                <Table.Td data-label={texts.who} dir="auto">
                  {who(entry.actorId, entry.actorKind)}
                </Table.Td>
                <Table.Td data-label={texts.what}>{describeAction(entry.action)}</Table.Td>
                <Table.Td data-label={texts.subject} title={entry.subjectId ?? undefined} dir="auto">
                  <Subject
                    id={entry.subjectId}
                    name={entry.subjectName ?? named.get(entry.subjectId ?? '')}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <LoadMore query={query} />
    </div>
  );
}

/** By its name; what has none any more by the end of its id; what has a word for its id by that. */
function Subject({ id, name }: { id: string | null; name: string | undefined }) {
  if (name !== undefined) return name;
  if (id === null) return null;
  if (!/^[0-9a-f]{24}$/.test(id)) return id.replaceAll('_', ' ');
  return <code>…{id.slice(-6)}</code>;
}

interface FiltersProps {
  filter: AuditFilter;
  actors: readonly { value: string; label: string }[];
  onChange: (part: Partial<AuditFilter>) => void;
}

function Filters({ filter, actors, onChange }: FiltersProps) {
  return (
    <div className={audit.filters}>
      <NativeSelect
        label={texts.who}
        value={filter.actorId}
        data={[{ value: '', label: texts.everybody }, ...actors]}
        onChange={(event) => onChange({ actorId: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.what}
        value={filter.action}
        data={auditKinds.map((kind) => ({ ...kind }))}
        onChange={(event) => onChange({ action: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={texts.from}
        value={filter.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={texts.until}
        value={filter.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
      <Button
        component="a"
        href={auditCsvAddress(filter)}
        download="audit.csv"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {texts.csv}
      </Button>
    </div>
  );
}
