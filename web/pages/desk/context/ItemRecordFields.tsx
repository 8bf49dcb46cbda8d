import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BodyOf, workItemRecordRoutes } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { RelativeTime } from '../../../../ui/index.ts';
import { itemRecordQuery } from '../../../api/records.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { recordTexts } from '../../../texts/records.ts';
import { Facts } from './Facts.tsx';
import { OwnAttributes } from './OwnAttributes.tsx';

type Change = BodyOf<typeof workItemRecordRoutes.update>;

/** Sets facts of the open work item, and shows what the server made of it. */
export async function setItemRecord(conversationId: string, change: Change): Promise<void> {
  const { queryKey } = itemRecordQuery(conversationId);
  try {
    queryClient.setQueryData(queryKey, await api.conversations.setRecord({ id: conversationId }, change));
  } catch (error) {
    tellProblem(recordTexts.cannotSave, error);
    await queryClient.invalidateQueries({ queryKey });
  }
}

/** Title, how it ended, and where the conversation stands. */
export function ItemRecordFields({ conversationId, open }: { conversationId: string; open: boolean }) {
  const record = useQuery(itemRecordQuery(conversationId)).data?.record;
  const [typed, setTyped] = useState<string | undefined>();
  if (!record) return null;
  const saveTitle = () => {
    if (typed !== undefined && typed.trim() !== (record.title ?? '')) {
      void setItemRecord(conversationId, { title: typed.trim() || null });
    }
    setTyped(undefined);
  };
  const choices = [...new Set([...record.dispositionChoices, ...record.dispositions])];
  return (
    <>
      <TextInput
        size="xs"
        my={8}
        label={recordTexts.title}
        placeholder={recordTexts.titlePlaceholder}
        maxLength={200}
        dir="auto"
        disabled={!open}
        value={typed ?? record.title ?? ''}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={saveTitle}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <Facts
        facts={[
          [recordTexts.queue, record.queue?.name],
          [recordTexts.workStream, record.workStream?.name],
          [recordTexts.language, record.language],
          [
            recordTexts.waiting,
            record.waitingSince && <RelativeTime key="waiting" at={record.waitingSince} long />,
          ],
          [recordTexts.skills, record.skills.map(({ name, rating }) => `${name} ${rating}`).join(', ')],
          ...record.context.map(({ label, value }) => [label, String(value)] as const),
        ]}
      />
      <OwnAttributes
        kind="work_item"
        values={record.attributes}
        save={
          open
            ? async (attributes) => {
                const changed = await api.conversations.setRecord({ id: conversationId }, { attributes });
                queryClient.setQueryData(itemRecordQuery(conversationId).queryKey, changed);
              }
            : undefined
        }
      />
      {choices.length > 0 && (
        <Checkbox.Group
          mt={6}
          size="xs"
          label={record.dispositionRequired ? recordTexts.dispositionRequired : recordTexts.dispositions}
          value={record.dispositions}
          onChange={(dispositions) => void setItemRecord(conversationId, { dispositions })}
        >
          {choices.map((choice) => (
            <Checkbox key={choice} size="xs" mt={4} value={choice} label={choice} disabled={!open} />
          ))}
        </Checkbox.Group>
      )}
    </>
  );
}
