import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArticleSummary } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { Later } from '../../../../ui/index.ts';
import { plainArticle } from '../../../lib/article-text.ts';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { insertIntoAnswer } from '../composer/insertions.ts';
import classes from './context.module.css';

const TYPING_MS = 200;

/** What colleagues have written down: found by words, read here, put into the answer. */
// Loaded when first opened, so it is a module's default, as React.lazy wants it.
export default function KnowledgeSection({ conversationId }: { conversationId: string }) {
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), TYPING_MS);
  const query = useQuery({
    queryKey: ['setup', 'article', 'panel', q],
    queryFn: ({ signal }) => api.articles.list({ ...(q && { q }), state: 'published', limit: 8 }, { signal }),
    placeholderData: (before) => before,
  });
  const articles = query.data?.articles;
  return (
    <>
      <TextInput
        type="search"
        size="xs"
        aria-label={customerTexts.findArticle}
        placeholder={customerTexts.findArticle}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {query.isError && <p className={classes.dim}>{describeError(query.error)}</p>}
      {query.isPending && <Later>{commonTexts.loading}</Later>}
      {articles?.length === 0 && (
        <p className={classes.dim} role="status">
          {q === '' ? customerTexts.noArticles : customerTexts.noArticleFound}
        </p>
      )}
      {articles?.map((article) => (
        <ArticleLine key={article.id} article={article} conversationId={conversationId} />
      ))}
    </>
  );
}

function ArticleLine({ article, conversationId }: { article: ArticleSummary; conversationId: string }) {
  const [open, setOpen] = useState(false);
  const full = useQuery({
    queryKey: ['setup', 'article', 'one', article.id],
    queryFn: ({ signal }) => api.articles.get({ id: article.id }, { signal }),
    enabled: open,
  });
  const use = async () => {
    try {
      const text = article.publicUrl ?? plainArticle((await api.articles.get({ id: article.id })).body);
      insertIntoAnswer(conversationId, text);
    } catch (error) {
      tellProblem(commonTexts.cannotLoad, error);
    }
  };
  return (
    <details className={classes.article} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary dir="auto" aria-label={customerTexts.readArticle(article.title)}>
        {article.title}
      </summary>
      {full.isError && <p className={classes.dim}>{describeError(full.error)}</p>}
      {open && full.isPending && <Later>{commonTexts.loading}</Later>}
      {full.data && (
        // What is longer than its place is scrolled, by keys as well.
        <div className={classes.articleBody} dir="auto" tabIndex={0} role="region" aria-label={article.title}>
          {plainArticle(full.data.body)}
        </div>
      )}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={customerTexts.useArticleOf(article.title)}
        onClick={() => void use()}
      >
        {customerTexts.useArticle}
      </Button>
    </details>
  );
}
