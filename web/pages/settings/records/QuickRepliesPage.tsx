import { IconMessageBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { QuickReply } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { quickRepliesQuery } from '../../../api/records.ts';
import { queryClient } from '../../../api/query-client.ts';
import { recordTexts } from '../../../texts/records.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { QuickReplyForm } from './QuickReplyForm.tsx';

const texts = recordTexts.replies;
const refresh = () => queryClient.invalidateQueries({ queryKey: ['setup', 'quick_reply'] });

/** Answers that are written once: own ones, the team's, everybody's. */
export function QuickRepliesPage() {
  const query = useQuery(quickRepliesQuery);
  const [open, setOpen] = useState<QuickReply | 'new' | undefined>();
  const [going, setGoing] = useState<QuickReply | undefined>();
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.quickReplies}
        textOf={({ slug, title, tags }) => `/${slug} ${title} ${tags.map((tag) => `#${tag}`).join(' ')}`}
        addLabel={texts.add}
        onAdd={() => setOpen('new')}
        empty={{
          icon: <IconMessageBolt size={28} aria-hidden />,
          title: texts.emptyTitle,
          hint: texts.emptyHint,
        }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={({ slug, title }) => `/${slug} ${title}`}
            factsOf={({ scope, tags, messages, usedCount }) =>
              [
                texts.scopes[scope],
                messages.map(({ language }) => language).join(', '),
                tags.map((tag) => `#${tag}`).join(' '),
                texts.used(usedCount),
              ]
                .filter(Boolean)
                .join(' · ')
            }
            onOpen={setOpen}
            onDelete={setGoing}
          />
        )}
      </ListPage>
      {open && (
        <QuickReplyForm
          reply={open === 'new' ? undefined : open}
          onSaved={() => void refresh()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {going && (
        <DeleteGuard
          id={going.id}
          name={going.title}
          hint={texts.removeHint}
          remove={() => api.quickReplies.remove({ id: going.id })}
          onRemoved={() => void refresh()}
          onClose={() => setGoing(undefined)}
        />
      )}
    </>
  );
}
