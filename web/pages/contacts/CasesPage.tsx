import { Button, NativeSelect } from '@mantine/core';
import { IconBriefcase, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { useMay } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { recordTexts } from '../../texts/records.ts';
import { CaseDrawer } from './CaseDrawer.tsx';
import { CaseEditor } from './CaseEditor.tsx';
import { RecordList } from './RecordList.tsx';
import { useRecordSearch } from './use-record-search.ts';

/** Matters that go on beyond one conversation, last changed first. */
export function CasesPage() {
  usePageTitle(texts.cases);
  const may = useMay();
  const { nameOf } = useMembers();
  const { words, setWords, q, status, setStatus, open, show } = useRecordSearch();
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['records', 'case', 'pages', q, status],
    queryFn: ({ pageParam, signal }) =>
      api.cases.list(
        { ...(q && { q }), ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <RecordList
        label={texts.cases}
        searchLabel={texts.searchCases}
        words={words}
        onWords={setWords}
        query={query}
        items={query.data?.pages.flatMap((page) => page.cases)}
        filtered={status !== undefined}
        nameOf={({ number, title }) => `#${number} ${title}`}
        columns={[
          { label: texts.status, of: (one) => recordTexts.statuses[one.status] },
          { label: texts.priority, of: ({ priority }) => texts.priorities[priority] },
          { label: texts.contact, of: ({ contactName, companyName }) => contactName ?? companyName },
          { label: texts.owner, of: ({ ownerId }) => ownerId && nameOf(ownerId) },
          { label: texts.changed, of: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
        ]}
        onOpen={show}
        empty={{
          icon: <IconBriefcase size={28} aria-hidden />,
          title: texts.noCases,
          hint: texts.noCasesHint,
        }}
        filters={
          <NativeSelect
            aria-label={texts.status}
            value={status ?? ''}
            data={[
              { value: '', label: texts.every },
              ...Object.entries(recordTexts.statuses).map(([value, label]) => ({ value, label })),
            ]}
            onChange={(event) => setStatus(event.currentTarget.value)}
          />
        }
        verbs={
          may('contacts.manage') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {texts.addCase}
            </Button>
          )
        }
      />
      {adding && <CaseEditor onSaved={show} onClose={() => setAdding(false)} />}
      {open && <CaseDrawer key={open} id={open} onClose={() => show(undefined)} />}
    </>
  );
}
