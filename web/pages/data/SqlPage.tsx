import { Alert, Button, Group, NativeSelect, Textarea } from '@mantine/core';
import { IconDatabaseSearch, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../client/index.ts';
import { EmptyState } from '../../../ui/index.ts';
import { datasetsQuery } from '../../api/datasets.ts';
import { describeError } from '../../shell/tell.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import classes from './data.module.css';
import { RowGrid } from './RowGrid.tsx';

const KEPT = 'rookery.sql';

/** One statement over DataSets, and what it brings. */
export function SqlPage() {
  usePageTitle(texts.sql, texts.title);
  const [sql, setSql] = useState(() => localStorage.getItem(KEPT) ?? '');
  const box = useRef<HTMLTextAreaElement>(null);
  const names = useQuery(datasetsQuery({ order: 'name', limit: 100 })).data?.datasets ?? [];
  const query = useMutation({ mutationFn: (statement: string) => api.datasets.query({ sql: statement }) });
  const write = (text: string) => {
    setSql(text);
    localStorage.setItem(KEPT, text);
  };
  const insert = (name: string) => {
    const at = box.current?.selectionStart ?? sql.length;
    const word = /^[a-z_]\w*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
    write(sql.slice(0, at) + word + sql.slice(at));
    box.current?.focus();
  };
  const run = () => {
    if (sql.trim() !== '' && !query.isPending) query.mutate(sql);
  };
  const { data } = query;
  return (
    <>
      <Textarea
        ref={box}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        label={texts.sqlLabel}
        description={texts.sqlLead}
        placeholder={texts.sample}
        autosize
        minRows={4}
        maxRows={20}
        maxLength={100_000}
        spellCheck={false}
        value={sql}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          run();
        }}
      />
      <Group my="sm" gap="sm">
        <Button
          onClick={run}
          loading={query.isPending}
          disabled={sql.trim() === ''}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
        >
          {texts.run}
        </Button>
        <span className={classes.dim}>{texts.runHint}</span>
        <span className={classes.gap} />
        {names.length > 0 && (
          <NativeSelect
            aria-label={texts.insert}
            value=""
            data={[
              { value: '', label: texts.insert },
              ...names.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(event) => event.currentTarget.value && insert(event.currentTarget.value)}
          />
        )}
      </Group>
      {query.isError && (
        <Alert color="red" role="alert">
          {describeError(query.error)}
        </Alert>
      )}
      {query.isIdle && (
        <EmptyState icon={<IconDatabaseSearch size={28} />} title={texts.nothingAsked}>
          {texts.nothingAskedHint}
        </EmptyState>
      )}
      {data && (
        <>
          <p className={classes.before} role="status">
            {texts.took(data.tookMs, data.rows.length, data.more)}
          </p>
          <RowGrid label={texts.sql} data={data} />
        </>
      )}
    </>
  );
}
