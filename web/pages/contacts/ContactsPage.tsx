import { Badge, Button, Switch } from '@mantine/core';
import { IconAddressBook, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { useMay } from '../../api/session.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { ContactDrawer } from './ContactDrawer.tsx';
import { ContactEditor } from './ContactEditor.tsx';
import { RecordList } from './RecordList.tsx';
import { useRecordSearch } from './use-record-search.ts';

/** Everybody whom the business knows: found by words, opened beside the list. */
export function ContactsPage() {
  usePageTitle(texts.contacts);
  const may = useMay();
  const { words, setWords, q, open, show } = useRecordSearch();
  const [activeOnly, setActiveOnly] = useState(false);
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['records', 'contact', 'pages', q, activeOnly],
    queryFn: ({ pageParam, signal }) =>
      api.contacts.list(
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
        label={texts.contacts}
        searchLabel={texts.search}
        words={words}
        onWords={setWords}
        query={query}
        items={query.data?.pages.flatMap((page) => page.contacts)}
        filtered={activeOnly}
        nameOf={({ name }) => name}
        marksOf={({ active }) => !active && <Badge color="gray">{texts.inactive}</Badge>}
        columns={[
          { label: texts.company, of: ({ company }) => company },
          { label: texts.email, of: ({ email }) => email },
          { label: texts.phone, of: ({ phone }) => phone },
          { label: texts.city, of: ({ city }) => city },
        ]}
        onOpen={show}
        empty={{
          icon: <IconAddressBook size={28} aria-hidden />,
          title: texts.none,
          hint: texts.noneHint,
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
              {texts.addContact}
            </Button>
          )
        }
      />
      {adding && <ContactEditor onSaved={show} onClose={() => setAdding(false)} />}
      {open && <ContactDrawer key={open} id={open} onShow={show} onClose={() => show(undefined)} />}
    </>
  );
}
