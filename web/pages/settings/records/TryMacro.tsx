import { Modal, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Macro } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { LoadingState } from '../../../../ui/index.ts';
import { nameConversation } from '../../../lib/names.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { macroTexts as texts } from '../../../texts/macros.ts';
import { MacroSteps } from '../../desk/slash/MacroSteps.tsx';
import classes from '../settings.module.css';

/** Shows what a macro would do with a conversation, without doing it. */
export function TryMacro({ macro, onClose }: { macro: Macro; onClose: () => void }) {
  const recent = useQuery({
    queryKey: ['try-macro', 'conversations'],
    queryFn: ({ signal }) => api.inbox.list({ view: 'all', limit: 30 }, { signal }),
  });
  const rows = recent.data?.rows;
  const [chosen, setChosen] = useState<string>();
  const id = chosen ?? rows?.[0]?.conversationId;
  const preview = useQuery({
    queryKey: ['try-macro', id, macro.id, macro.updatedAt],
    queryFn: () => api.macros.preview({ id: id ?? '', macroId: macro.id }),
    enabled: id !== undefined,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.tryTitle(macro.name)}
      size="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <p className={classes.lead}>{texts.tryLead}</p>
      {recent.isError && <PageProblemOf query={recent} />}
      {recent.isPending && <LoadingState label={commonTexts.loading} />}
      {rows?.length === 0 && <p role="status">{texts.tryNone}</p>}
      {rows && rows.length > 0 && (
        <NativeSelect
          mb="md"
          label={texts.tryOn}
          value={id ?? ''}
          data={rows.map((row) => ({
            value: row.conversationId,
            label: nameConversation(row),
          }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {preview.isError && <PageProblemOf query={preview} />}
      {preview.data && <MacroSteps steps={preview.data.steps} />}
    </Modal>
  );
}
