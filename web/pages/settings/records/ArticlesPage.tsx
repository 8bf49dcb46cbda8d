import { IconBook2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article, ArticleSummary } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { articlesQuery } from '../../../api/records.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { recordTexts } from '../../../texts/records.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { ArticleForm } from './ArticleForm.tsx';

const texts = recordTexts.articles;
const refresh = () => queryClient.invalidateQueries({ queryKey: ['setup', 'article'] });

/** What colleagues look up while a customer waits. */
export function ArticlesPage() {
  const query = useQuery(articlesQuery);
  const [open, setOpen] = useState<Article | 'new' | undefined>();
  const [going, setGoing] = useState<ArticleSummary | undefined>();
  const edit = (id: string) =>
    void api.articles
      .get({ id })
      .then(setOpen, (error: unknown) => tellProblem(commonTexts.cannotLoad, error));
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.articles}
        textOf={({ title, tags, number }) => `${number} ${title} ${tags.join(' ')}`}
        addLabel={texts.add}
        onAdd={() => setOpen('new')}
        empty={{ icon: <IconBook2 size={28} aria-hidden />, title: texts.emptyTitle, hint: texts.emptyHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={({ title }) => title}
            factsOf={({ state, language, tags }) =>
              [texts[state], language, tags.map((tag) => `#${tag}`).join(' ')].filter(Boolean).join(' · ')
            }
            onOpen={({ id }) => edit(id)}
            onDelete={setGoing}
          />
        )}
      </ListPage>
      {open && (
        <ArticleForm
          article={open === 'new' ? undefined : open}
          onSaved={() => void refresh()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {going && (
        <DeleteGuard
          id={going.id}
          name={going.title}
          hint={texts.removeHint}
          remove={() => api.articles.remove({ id: going.id })}
          onRemoved={() => void refresh()}
          onClose={() => setGoing(undefined)}
        />
      )}
    </>
  );
}
