import { useQueries } from '@tanstack/react-query';
import { type RefObject, type SyntheticEvent, useState } from 'react';
import type { DatasetSummary } from '../../../../contract/api/index.ts';
import { datasetQuery } from '../../../api/datasets.ts';
import { findSqlWord, quoteSqlName, rankSqlNames, type SqlName } from '../../../lib/sql-words.ts';
import { useWordList } from '../../../shell/use-word-list.tsx';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import { caretPlace } from './caret-place.ts';
import classes from './sql.module.css';

/** Columns of so many DataSets are offered: of those that the statement names. */
const MOST_NAMED = 8;
const LIST_WIDTH = 260;

/** Offers names of DataSets and of their columns while somebody writes one, under it. */
export function useSqlWords(options: {
  sql: string;
  datasets: readonly Pick<DatasetSummary, 'id' | 'name'>[];
  box: RefObject<HTMLTextAreaElement | null>;
  write: (sql: string) => void;
}) {
  const { sql, datasets, box, write } = options;
  const [caret, setCaret] = useState({ at: 0, top: 0, left: 0 });
  const found = findSqlWord(sql, caret.at);
  const text = sql.toLowerCase();
  const named = datasets.filter(({ name }) => text.includes(name.toLowerCase())).slice(0, MOST_NAMED);
  const columns = useQueries({
    queries: named.map(({ id }) => datasetQuery(id)),
    combine: (all): SqlName[] =>
      all.flatMap(({ data }) => data?.columns.map(({ name }) => ({ name, of: data.name })) ?? []),
  });
  const names = [...datasets.map(({ name }) => ({ name, of: null })), ...columns];
  const { fieldProps, list, refuse } = useWordList<SqlName>({
    found,
    offer: (query) => rankSqlNames(names, query),
    pick: ({ name }) => {
      const field = box.current;
      if (!field || !found) return;
      // The field itself puts it in, so that the caret stays behind it.
      field.setRangeText(quoteSqlName(name), found.start, found.end, 'end');
      write(field.value);
      setCaret({ at: 0, top: 0, left: 0 });
    },
    label: texts.words,
    className: classes.words,
    style: { top: caret.top, left: caret.left, maxWidth: LIST_WIDTH },
    keyOf: ({ name }) => name,
    children: ({ name, of }) => (
      <>
        <span dir="auto">{name}</span>{' '}
        <small dir="auto">{of === null ? texts.dataset : texts.column(of)}</small>
      </>
    ),
  });

  return {
    fieldProps: {
      ...fieldProps,
      onSelect: ({ currentTarget: field }: SyntheticEvent<HTMLTextAreaElement>) => {
        const at = field.selectionStart;
        const word = field.selectionEnd === at ? findSqlWord(field.value, at) : undefined;
        if (!word) refuse(undefined);
        const { top, left } = word ? caretPlace(field, word.start) : { top: 0, left: 0 };
        const most = Math.max(0, field.clientWidth - LIST_WIDTH);
        setCaret({ at: word ? at : 0, top, left: Math.min(left, most) });
      },
      onBlur: () => setCaret({ at: 0, top: 0, left: 0 }),
    },
    list,
  };
}
