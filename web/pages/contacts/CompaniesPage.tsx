import { Badge, Button, Switch } from '@mantine/core';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { useMay } from '../../api/session.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { CompanyDrawer } from './CompanyDrawer.tsx';
import { CompanyEditor } from './CompanyEditor.tsx';
import { RecordList } from './RecordList.tsx';
import { useRecordSearch } from './use-record-search.ts';

/** The companies that contacts belong to. */
export function CompaniesPage() {
  usePageTitle(texts.companies);
  const may = useMay();
  const { words, setWords, q, open, show } = useRecordSearch();
  const [activeOnly, setActiveOnly] = useState(false);
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['records', 'company', 'pages', q, activeOnly],
    queryFn: ({ pageParam, signal }) =>
      api.companies.list(
        { ...(q && { q }), ...(activeOnly && { active: true }), ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <RecordList
        label={texts.companies}
        searchLabel={texts.searchCompanies}
        words={words}
        onWords={setWords}
        query={query}
        items={query.data?.pages.flatMap((page) => page.companies)}
        filtered={activeOnly}
        nameOf={({ name }) => name}
        marksOf={({ active }) => !active && <Badge color="gray">{texts.inactive}</Badge>}
        columns={[
          { label: texts.number, of: ({ number }) => number },
          { label: texts.primary, of: ({ primaryContactName }) => primaryContactName },
          { label: texts.email, of: ({ email }) => email },
          { label: texts.city, of: ({ city }) => city },
        ]}
        onOpen={show}
        empty={{
          icon: <IconBuilding size={28} aria-hidden />,
          title: texts.noCompanies,
          hint: texts.noCompaniesHint,
        }}
        filters={
          <Switch
            label={texts.activeOnly}
            checked={activeOnly}
            onChange={(event) => setActiveOnly(event.currentTarget.checked)}
          />
        }
        verbs={
          may('contacts.manage') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {texts.addCompany}
            </Button>
          )
        }
      />
      {adding && <CompanyEditor onSaved={show} onClose={() => setAdding(false)} />}
      {open && <CompanyDrawer key={open} id={open} onClose={() => show(undefined)} />}
    </>
  );
}
