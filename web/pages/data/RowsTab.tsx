import { Alert, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { datasetQuery, datasetRowsQuery } from '../../api/datasets.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { dataTexts as texts } from '../../texts/data.ts';
import { sharingTexts } from '../../texts/dataset-sharing.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './data.module.css';
import { RowGrid, type Sorting } from './RowGrid.tsx';

const PAGE = 100;

/** The rows, a page at a time: searched, sorted, of now or of an earlier state. */
export function RowsTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/data' });
  const { version } = useSearch({ from: '/frame/datasources/$datasetId/details/data' });
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 250);
  const [sorting, setSorting] = useState<Sorting>();
  const [offset, setOffset] = useState(0);
  const query = useQuery(
    datasetRowsQuery(datasetId, {
      offset,
      limit: PAGE,
      ...(version !== undefined && { version }),
      ...(q && { q }),
      ...(sorting && { sort: sorting.column, down: sorting.down }),
    }),
  );
  const sort = (column: string) => {
    setOffset(0);
    // Up, down, and as they were written.
    if (sorting?.column !== column) setSorting({ column, down: false });
    else if (!sorting.down) setSorting({ column, down: true });
    else setSorting(undefined);
  };
  const { data } = query;
  const isKept = useQuery(datasetQuery(datasetId)).data?.rowsKept === true;
  return (
    <>
      {version !== undefined && (
        <Alert mb="sm" color="yellow" title={texts.oldVersion(version)}>
          <Link to="/datasources/$datasetId/details/data" params={{ datasetId }}>
            {texts.toNow}
          </Link>
        </Alert>
      )}
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          aria-label={texts.searchRows}
          placeholder={texts.searchRows}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setOffset(0);
          }}
        />
        <span className={classes.gap} />
        {data && (offset > 0 || data.more) && (
          <>
            <span className={classes.dim} role="status">
              {texts.showing(offset + 1, offset + data.rows.length)}
            </span>
            <Button
              variant="default"
              size="xs"
              disabled={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - PAGE))}
            >
              {texts.earlier}
            </Button>
            <Button
              variant="default"
              size="xs"
              disabled={!data.more}
              onClick={() => setOffset(offset + PAGE)}
            >
              {texts.later}
            </Button>
          </>
        )}
      </div>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {data && !query.isError && data.rows.length === 0 && (
        <EmptyState icon={<IconTable size={28} />} title={q ? texts.noRowsFound : texts.noRows}>
          {q ? undefined : isKept ? sharingTexts.keptHint : texts.noRowsHint}
        </EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <RowGrid label={texts.tabs.data} data={data} sorting={sorting} onSort={sort} />
      )}
    </>
  );
}
