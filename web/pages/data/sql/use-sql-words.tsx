import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, type SyntheticEvent, useId, useState } from 'react';
import type { DatasetSummary } from '../../../../contract/api/index.ts';
import { datasetQuery } from '../../../api/datasets.ts';
import { findSqlWord, quoteSqlName, rankSqlNames, type SqlName } from '../../../lib/sql-words.ts';
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
  const listId = useId();
  const [caret, setCaret] = useState({ at: 0, top: 0, left: 0 });
  const [refused, setRefused] = useState<number | undefined>();
  const [chosen, setChosen] = useState({ query: '', index: 0 });
  const found = findSqlWord(sql, caret.at);
  const text = sql.toLowerCase();
  const named = datasets.filter(({ name }) => text.includes(name.toLowerCase())).slice(0, MOST_NAMED);
  const columns = useQueries({
    queries: named.map(({ id }) => datasetQuery(id)),
    combine: (all): SqlName[] =>
      all.flatMap(({ data }) => data?.columns.map(({ name }) => ({ name, of: data.name })) ?? []),
  });
  const names = [...datasets.map(({ name }) => ({ name, of: null })), ...columns];
  const query = found?.query ?? '';
  const offered = found && found.start !== refused ? rankSqlNames(names, query) : [];
  const index = chosen.query === query ? Math.min(chosen.index, offered.length - 1) : 0;

  const pick = ({ name }: SqlName) => {
    const field = box.current;
    if (!field || !found) return;
    // The field itself puts it in, so that the caret stays behind it.
    field.setRangeText(quoteSqlName(name), found.start, found.end, 'end');
    write(field.value);
    setCaret({ at: 0, top: 0, left: 0 });
  };

  return {
    fieldProps: {
      onSelect: ({ currentTarget: field }: SyntheticEvent<HTMLTextAreaElement>) => {
        const at = field.selectionStart;
        const word = field.selectionEnd === at ? findSqlWord(field.value, at) : undefined;
        if (!word) setRefused(undefined);
        const { top, left } = word ? caretPlace(field, word.start) : { top: 0, left: 0 };
        const most = Math.max(0, field.clientWidth - LIST_WIDTH);
        setCaret({ at: word ? at : 0, top, left: Math.min(left, most) });
      },
      onBlur: () => setCaret({ at: 0, top: 0, left: 0 }),
      onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (offered.length === 0 || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
        const { key } = event;
        if (key === 'ArrowDown' || key === 'ArrowUp') {
          const by = key === 'ArrowDown' ? 1 : offered.length - 1;
          setChosen({ query, index: (index + by) % offered.length });
        } else if ((key === 'Enter' || key === 'Tab') && !event.shiftKey) {
          const one = offered[index];
          if (one) pick(one);
        } else if (key === 'Escape') {
          setRefused(found?.start);
        } else return;
        event.preventDefault();
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': offered.length > 0 ? listId : undefined,
      'aria-activedescendant': offered.length > 0 ? `${listId}-${index}` : undefined,
    },
    list: offered.length > 0 && (
      <div
        className={classes.words}
        style={{ top: caret.top, left: caret.left, maxWidth: LIST_WIDTH }}
        id={listId}
        role="listbox"
        aria-label={texts.words}
      >
        {offered.map((one, at) => (
          <div
            key={one.name}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              pick(one);
            }}
          >
            <span dir="auto">{one.name}</span>{' '}
            <small dir="auto">{one.of === null ? texts.dataset : texts.column(one.of)}</small>
          </div>
        ))}
      </div>
    ),
  };
}
