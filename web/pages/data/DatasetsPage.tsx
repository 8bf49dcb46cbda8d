import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconDatabase, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { accountName } from '../../api/report-accounts.ts';
import { useMay } from '../../api/session.ts';
import { isFiltered, type ReportState } from '../../lib/dataset-list.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { listTexts } from '../../texts/dataset-list.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { reportTexts } from '../../texts/reports.ts';
import { BulkBar } from './BulkBar.tsx';
import classes from './data.module.css';
import { DatasetRow } from './DatasetRow.tsx';
import { ImportDrawer } from './ImportDrawer.tsx';
import { type Order, useDatasetList } from './use-dataset-list.ts';

const ORDERS = Object.entries({ attention: listTexts.attentionFirst, ...texts.orders });
const options = (whatever: string, entries: readonly (readonly [string, string])[]) => [
  { value: '', label: whatever },
  ...entries.map(([value, label]) => ({ value, label })),
];

/** Every DataSet with where its rows come from: what needs somebody stands first. */
export function DatasetsPage() {
  usePageTitle(texts.datasets, texts.title);
  const may = useMay();
  const list = useDatasetList();
  const [importing, setImporting] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { entries, filter } = list;
  const mayChange = may('data.manage');
  const shown = entries?.filter(({ id }) => chosen.includes(id)) ?? [];
  const toggle = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  const filtered = isFiltered(filter) || filter.kind !== '';
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          value={list.words}
          onChange={(event) => list.setWords(event.currentTarget.value)}
        />
        <span className={classes.gap} />
        {mayChange && (
          <>
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {texts.import}
            </Button>
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              renderRoot={(root) => <Link {...root} to="/datasources/new" />}
            >
              {reportTexts.newDataset}
            </Button>
          </>
        )}
      </div>
      <div className={classes.bar}>
        <NativeSelect
          aria-label={texts.order}
          value={list.order}
          data={ORDERS.map(([value, label]) => ({ value, label }))}
          // The options are the orders.
          onChange={(event) => list.setOrder(event.currentTarget.value as Order)}
        />
        {list.hasReports && (
          <>
            <NativeSelect
              aria-label={listTexts.source}
              value={filter.kind}
              data={options(listTexts.anySource, [
                ...list.kinds.map(({ id, name }) => [id, name] as const),
                ['none', listTexts.noReport],
              ])}
              onChange={(event) => list.setFilter({ kind: event.currentTarget.value })}
            />
            {list.accounts.length > 0 && (
              <NativeSelect
                aria-label={listTexts.account}
                value={filter.accountId}
                data={options(
                  listTexts.anyAccount,
                  list.accounts.map((account) => [account.id, accountName(account)] as const),
                )}
                onChange={(event) => list.setFilter({ accountId: event.currentTarget.value })}
              />
            )}
            <NativeSelect
              aria-label={listTexts.state}
              value={filter.state}
              data={options(listTexts.anyState, Object.entries(listTexts.states))}
              // The options are the states.
              onChange={(event) => list.setFilter({ state: event.currentTarget.value as ReportState | '' })}
            />
          </>
        )}
      </div>
      {list.failed && <PageProblemOf query={list.failed} />}
      {list.isLoading && !list.failed && <LoadingState label={commonTexts.loading} />}
      {entries?.length === 0 &&
        (filtered ? (
          <EmptyState icon={<IconDatabase size={28} />} title={listTexts.noneFits}>
            {listTexts.noneFitsHint}
            <p>
              <Button size="xs" variant="default" onClick={list.clearFilter}>
                {listTexts.clearFilters}
              </Button>
            </p>
          </EmptyState>
        ) : (
          <NoDatasets isSearch={list.q !== ''} />
        ))}
      {entries && entries.length > 0 && (
        <>
          {mayChange && (
            <div className={classes.bulk}>
              <Checkbox
                label={shown.length === 0 ? listTexts.chooseAll : listTexts.chosen(shown.length)}
                checked={shown.length === entries.length}
                indeterminate={shown.length > 0 && shown.length < entries.length}
                onChange={() => setChosen(shown.length === entries.length ? [] : entries.map(({ id }) => id))}
              />
              {shown.length > 0 && <BulkBar entries={shown} onDone={() => setChosen([])} />}
            </div>
          )}
          <ul className={classes.list} aria-label={texts.datasets}>
            {entries.map((entry) => (
              <DatasetRow
                key={entry.id}
                entry={entry}
                kindName={list.kinds.find(({ id }) => id === entry.report?.kind)?.name}
                chosen={chosen.includes(entry.id)}
                onChoose={mayChange ? () => toggle(entry.id) : undefined}
              />
            ))}
          </ul>
        </>
      )}
      {list.more && (
        <Button mt="sm" variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
          {commonTexts.loadMore}
        </Button>
      )}
      {importing && <ImportDrawer onClose={() => setImporting(false)} />}
    </>
  );
}

function NoDatasets({ isSearch }: { isSearch: boolean }) {
  const may = useMay();
  return (
    <EmptyState icon={<IconDatabase size={28} />} title={isSearch ? texts.notFound : texts.none}>
      {isSearch ? texts.notFoundHint : texts.noneHint}
      {!isSearch && may('data.manage') && (
        <p>
          <Link to="/datasources/new">{reportTexts.newDataset}</Link>
        </p>
      )}
      {!isSearch && may('setup.manage') && (
        <p>
          <Link to="/settings/data-clients">{texts.toClients}</Link>
        </p>
      )}
    </EmptyState>
  );
}
