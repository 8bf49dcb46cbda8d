import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDatabase, IconFileImport, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState, LoadingState, RelativeTime } from '../../../ui/index.ts';
import { datasetsQuery } from '../../api/datasets.ts';
import { useMay } from '../../api/session.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts as texts, showBytes } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './data.module.css';
import { ImportDrawer } from './ImportDrawer.tsx';

const PAGE = 50;
type Order = keyof typeof texts.orders;

/** Every DataSet: found by its name, last changed first. */
export function DatasetsPage() {
  usePageTitle(texts.datasets, texts.title);
  const may = useMay();
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<Order>('data_down');
  const [limit, setLimit] = useState(PAGE);
  const [importing, setImporting] = useState(false);
  const [q] = useDebouncedValue(words.trim(), 200);
  const query = useQuery(datasetsQuery({ ...(q && { q }), order, limit }));
  const found = query.data?.datasets;
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={texts.order}
          value={order}
          data={Object.entries(texts.orders).map(([value, label]) => ({ value, label }))}
          // The options are the orders.
          onChange={(event) => setOrder(event.currentTarget.value as Order)}
        />
        <span className={classes.gap} />
        {may('data.manage') && (
          <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => setImporting(true)}>
            {texts.import}
          </Button>
        )}
      </div>
      {query.isError && !found && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {found?.length === 0 && (
        <EmptyState icon={<IconDatabase size={28} />} title={q ? texts.notFound : texts.none}>
          {q ? texts.notFoundHint : texts.noneHint}
          {!q && may('setup.manage') && (
            <p>
              <Link to="/settings/data-clients">{texts.toClients}</Link>
            </p>
          )}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <ul className={classes.list} aria-label={texts.datasets}>
          {found.map((one) => (
            <li key={one.id}>
              <div className={classes.what}>
                <Link
                  to="/datasources/$datasetId/details/data"
                  params={{ datasetId: one.id }}
                  className={classes.name}
                  dir="auto"
                >
                  {one.name}
                </Link>
                {one.description && (
                  <p className={classes.dim} dir="auto">
                    {one.description}
                  </p>
                )}
              </div>
              <p className={classes.facts}>
                {texts.rows(one.rows)} · {texts.columns(one.columnCount)} · {showBytes(one.bytes)}
                <br />
                {one.dataAt ? (
                  <>
                    {texts.updated} <RelativeTime at={one.dataAt} long />
                  </>
                ) : (
                  texts.never
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {query.data?.more && limit < 100 && (
        <Button mt="sm" variant="default" onClick={() => setLimit(100)}>
          {commonTexts.loadMore}
        </Button>
      )}
      {importing && <ImportDrawer onClose={() => setImporting(false)} />}
    </>
  );
}
