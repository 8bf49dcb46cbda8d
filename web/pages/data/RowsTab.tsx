import { Alert, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { datasetQuery } from '../../api/datasets.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { dataTexts as texts } from '../../texts/data.ts';
import { sharingTexts } from '../../texts/dataset-sharing.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './data.module.css';
import { type GridHandle, RowGrid, type Sorting } from './RowGrid.tsx';
import { useRows } from './use-rows.ts';

/** All rows, of now or of an earlier state: searched and sorted on the server, fetched where they are looked at. */
export function RowsTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/data' });
  const { version } = useSearch({ from: '/frame/datasources/$datasetId/details/data' });
  // The frame shows nothing without it.
  const { data: dataset } = useQuery(datasetQuery(datasetId));
  const shown = version ?? dataset?.version ?? 0;
  return (
    <>
      {version !== undefined && (
        <Alert mb="sm" color="yellow" title={texts.oldVersion(version)}>
          <Link to="/datasources/$datasetId/details/data" params={{ datasetId }}>
            {texts.toNow}
          </Link>
        </Alert>
      )}
      {shown === 0 ? (
        <EmptyState icon={<IconTable size={28} />} title={texts.noRows}>
          {texts.noRowsHint}
        </EmptyState>
      ) : (
        <Rows datasetId={datasetId} version={shown} />
      )}
    </>
  );
}

function Rows({ datasetId, version }: { datasetId: string; version: number }) {
  const isKept = useQuery(datasetQuery(datasetId)).data?.rowsKept === true;
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 250);
  const [sorting, setSorting] = useState<Sorting>();
  const grid = useRef<GridHandle>(null);
  const { start, failed, rowAt, onSeen } = useRows({ datasetId, version, q, sorting });
  // What stood before is the table's shape until the answer is here.
  const [known, setKnown] = useState(start);
  if (start && start !== known) setKnown(start);
  const { columns = [], total = 0, rows = [] } = start ?? known ?? {};
  const sort = (column: string) => {
    grid.current?.goTo(0);
    // Up, down, and as they were written.
    if (sorting?.column !== column) setSorting({ column, down: false });
    else if (!sorting.down) setSorting({ column, down: true });
    else setSorting(undefined);
  };
  return (
    <>
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
            grid.current?.goTo(0);
          }}
        />
        <span className={classes.dim} role="status">
          {q && start ? texts.found(start.total) : ''}
        </span>
        <span className={classes.gap} />
        {total > 100 && (
          <NumberInput
            className={classes.row}
            aria-label={texts.goToRow}
            placeholder={texts.goToRow}
            min={1}
            max={total}
            allowDecimal={false}
            hideControls
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              const row = Number(event.currentTarget.value);
              if (row >= 1) grid.current?.goTo(Math.min(row, total) - 1);
            }}
          />
        )}
      </div>
      {failed && <PageProblemOf query={failed} />}
      {!known && !failed && <LoadingState label={commonTexts.loading} />}
      {start?.total === 0 && (
        <EmptyState icon={<IconTable size={28} />} title={q ? texts.noRowsFound : texts.noRows}>
          {q ? undefined : isKept ? sharingTexts.keptHint : texts.noRowsHint}
        </EmptyState>
      )}
      {total > 0 && !failed && (
        <RowGrid
          ref={grid}
          label={texts.tabs.data}
          columns={columns}
          total={total}
          rowAt={rowAt}
          sample={rows}
          onSeen={onSeen}
          sorting={sorting}
          onSort={sort}
        />
      )}
    </>
  );
}
