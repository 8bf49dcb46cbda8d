import { Badge, Button, NativeSelect, Switch, Textarea } from '@mantine/core';
import { IconMessageBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Notice, NoticeInput, NoticeSlug } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { handlesQuery } from '../../../api/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { automaticTexts, triggerNames } from '../../../texts/automatic.ts';
import { EditDrawer, ListPage, RowList, useEditForm } from '../parts/index.ts';
import { LanguageBar, without } from './LanguageBar.tsx';

const KEY = ['setup', 'notice'] as const;
const slugs: readonly NoticeSlug[] = [
  'AgentName',
  'QueueName',
  'CustomerName',
  'HandleName',
  'Position',
  'NextOpening',
];

/** What is said to customers by itself, for all handles and for each, or on the page of one. */
export function MessagesPage({ of }: { of?: string }) {
  const [chosen, setHandleId] = useState('');
  const handleId = of ?? chosen;
  const [open, setOpen] = useState<Notice | undefined>();
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  const query = useQuery({
    queryKey: [...KEY, handleId],
    queryFn: () => api.notices.list(handleId ? { handleId } : {}),
  });
  const items = query.data?.notices.map((notice) => ({ ...notice, id: notice.trigger }));
  return (
    <>
      <ListPage
        title={automaticTexts.title}
        lead={automaticTexts.lead}
        query={query}
        items={items}
        textOf={({ trigger }) => `${triggerNames[trigger].name} ${triggerNames[trigger].when}`}
        empty={{
          icon: <IconMessageBolt size={28} />,
          title: automaticTexts.title,
          hint: automaticTexts.lead,
        }}
        more={
          of === undefined && (
            <NativeSelect
              aria-label={automaticTexts.level}
              value={handleId}
              data={[
                { value: '', label: automaticTexts.allHandles },
                ...handles.map((handle) => ({ value: handle.id, label: handle.name })),
              ]}
              onChange={(event) => setHandleId(event.currentTarget.value)}
            />
          )
        }
      >
        {(shown) => (
          <RowList
            label={automaticTexts.title}
            items={shown}
            nameOf={({ trigger }) => triggerNames[trigger].name}
            marksOf={({ active, level }) => (
              <Badge size="sm" variant="light" color={active ? 'green' : 'gray'}>
                {active ? automaticTexts.on : automaticTexts.off} · {automaticTexts.from[level]}
              </Badge>
            )}
            factsOf={({ trigger }) => triggerNames[trigger].when}
            onOpen={setOpen}
          />
        )}
      </ListPage>
      {open && (
        <NoticeDrawer
          notice={open}
          handleId={handleId || undefined}
          onClose={() => setOpen(undefined)}
          onSaved={() => void queryClient.invalidateQueries({ queryKey: KEY })}
        />
      )}
    </>
  );
}

interface Props {
  notice: Notice;
  handleId: string | undefined;
  onClose: () => void;
  onSaved: () => void;
}

function NoticeDrawer({ notice, handleId, onClose, onSaved }: Props) {
  const query = handleId ? { handleId } : {};
  const form = useEditForm<NoticeInput>({
    initial: { active: notice.active, defaultLanguage: notice.defaultLanguage, texts: notice.texts },
    check: ({ texts, defaultLanguage }) => ({
      texts: texts[defaultLanguage]?.trim() ? undefined : automaticTexts.textMissing(defaultLanguage),
    }),
    save: (values) => {
      const filled = Object.entries(values.texts).filter(([, text]) => text.trim() !== '');
      const body = { ...values, texts: Object.fromEntries(filled) };
      return api.notices.save({ trigger: notice.trigger }, query, body);
    },
  });
  const { values, set } = form;
  const [language, setLanguage] = useState(values.defaultLanguage);
  const isOwn = notice.level === (handleId ? 'handle' : 'channel');
  const reset = async () => {
    try {
      await api.notices.reset({ trigger: notice.trigger }, query);
      tellDone(automaticTexts.resetDone);
      onSaved();
      onClose();
    } catch (error) {
      tellProblem(automaticTexts.cannotReset, error);
    }
  };
  return (
    <EditDrawer
      title={triggerNames[notice.trigger].name}
      form={form}
      onClose={onClose}
      onSaved={onSaved}
      foot={
        isOwn && (
          <Button variant="subtle" color="red" onClick={() => void reset()}>
            {automaticTexts.reset}
          </Button>
        )
      }
    >
      <p>{triggerNames[notice.trigger].when}</p>
      <Switch
        label={automaticTexts.active}
        checked={values.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <LanguageBar
        languages={Object.keys(values.texts)}
        shown={language}
        standard={values.defaultLanguage}
        onShow={setLanguage}
        onAdd={(added) => {
          set({ texts: { ...values.texts, [added]: '' } });
          setLanguage(added);
        }}
        onRemove={(removed) => {
          set({ texts: without(values.texts, removed) });
          setLanguage(values.defaultLanguage);
        }}
        onStandard={(defaultLanguage) => set({ defaultLanguage })}
      />
      <Textarea
        label={automaticTexts.text}
        description={automaticTexts.slugs(slugs)}
        autosize
        minRows={3}
        maxLength={2_000}
        dir="auto"
        value={values.texts[language] ?? ''}
        error={form.errorOf('texts')}
        onChange={(event) => set({ texts: { ...values.texts, [language]: event.currentTarget.value } })}
      />
    </EditDrawer>
  );
}
