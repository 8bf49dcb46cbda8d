import { Alert, Button, Drawer, Group, NativeSelect, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDatabaseSearch, IconListSearch, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { datasetsQuery } from '../../api/datasets.ts';
import { queryClient } from '../../api/query-client.ts';
import { savedQueryQuery } from '../../api/saved-queries.ts';
import { draftOf, emptyDraft, isUnsaved, type SqlDraft } from '../../lib/sql-draft.ts';
import { quoteSqlName } from '../../lib/sql-words.ts';
import { describeError, tellProblem } from '../../shell/tell.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { sqlTexts } from '../../texts/sql.ts';
import { LeaveQuestion } from '../settings/parts/index.ts';
import classes from './data.module.css';
import { ResultView } from './sql/ResultView.tsx';
import { SavedBar } from './sql/SavedBar.tsx';
import { SavedList } from './sql/SavedList.tsx';
import parts from './sql/sql.module.css';
import { useSqlDraft } from './sql/use-sql-draft.ts';
import { useSqlRun } from './sql/use-sql-run.ts';
import { useSqlWords } from './sql/use-sql-words.tsx';

/** One statement over DataSets, kept by name or not, and what it brings. */
export function SqlPage() {
  usePageTitle(texts.sql, texts.title);
  const { draft, set, stored, unsaved, isGone, isBehind } = useSqlDraft();
  const { run, start, stop, clear } = useSqlRun();
  const phone = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false });
  const [listing, setListing] = useState(false);
  /** What shall stand here once it was asked whether what stands here may go. */
  const [coming, setComing] = useState<SqlDraft>();
  const box = useRef<HTMLTextAreaElement>(null);
  const names = useQuery(datasetsQuery({ order: 'name', limit: 100 })).data?.datasets ?? [];
  const { sql } = draft;

  const show = (next: SqlDraft) => {
    setComing(undefined);
    set(() => next);
    clear();
  };
  const showUnlessLost = (next: SqlDraft) => (unsaved ? setComing(next) : show(next));
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const open = async (id: string) => {
    setListing(false);
    try {
      // As it is now, whatever was read before.
      const saved = await queryClient.fetchQuery({ ...savedQueryQuery(id), staleTime: 0 });
      // What was written while it was read is not saved either.
      if (unsaved || isUnsaved(latest.current)) setComing(draftOf(saved));
      else if (draft.base?.id === id) set(() => draftOf(saved));
      else show(draftOf(saved));
    } catch (error) {
      tellProblem(sqlTexts.cannotOpen, error);
    }
  };
  const write = (text: string) => set((now) => ({ ...now, sql: text }));
  const insert = (name: string) => {
    const at = box.current?.selectionStart ?? sql.length;
    write(sql.slice(0, at) + quoteSqlName(name) + sql.slice(at));
    box.current?.focus();
  };
  const words = useSqlWords({ sql, datasets: names, box, write });
  const ask = () => {
    if (sql.trim() !== '' && run.state !== 'running') void start(sql);
  };
  const list = <SavedList openId={draft.base?.id ?? ''} onOpen={(id) => void open(id)} />;
  return (
    <div className={parts.page}>
      {phone ? (
        <>
          <Button
            mb="sm"
            size="xs"
            variant="default"
            leftSection={<IconListSearch size={14} aria-hidden />}
            onClick={() => setListing(true)}
          >
            {sqlTexts.saved}
          </Button>
          <Drawer
            opened={listing}
            onClose={() => setListing(false)}
            title={sqlTexts.saved}
            transitionProps={{ duration: 80 }}
            closeButtonProps={{ 'aria-label': commonTexts.close }}
          >
            {list}
          </Drawer>
        </>
      ) : (
        <section className={parts.side} aria-label={sqlTexts.saved}>
          <h2>{sqlTexts.saved}</h2>
          {list}
        </section>
      )}
      <div>
        <SavedBar
          draft={draft}
          unsaved={unsaved}
          isGone={isGone}
          isBehind={isBehind}
          set={set}
          onNew={() => showUnlessLost(emptyDraft)}
        />
        {isBehind && stored && (
          <div className={parts.warning} role="status">
            <strong>{sqlTexts.behind}</strong>
            <p>{sqlTexts.behindHint}</p>
            <Button size="compact-xs" variant="default" onClick={() => setComing(draftOf(stored))}>
              {sqlTexts.load}
            </Button>
          </div>
        )}
        {isGone && (
          <div className={parts.warning} role="status">
            <strong>{sqlTexts.gone}</strong>
            <p>{sqlTexts.goneHint}</p>
          </div>
        )}
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
          inputContainer={(field) => (
            <div className={parts.field}>
              {field}
              {words.list}
            </div>
          )}
          {...words.fieldProps}
          onKeyDown={(event) => {
            words.fieldProps.onKeyDown(event);
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            ask();
          }}
        />
        <Group my="sm" gap="sm">
          <Button
            onClick={ask}
            loading={run.state === 'running'}
            disabled={sql.trim() === ''}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
          >
            {texts.run}
          </Button>
          {run.state === 'running' && (
            <Button
              variant="default"
              onClick={() => {
                stop();
                // The button goes, and the keyboard must stand somewhere.
                box.current?.focus();
              }}
              leftSection={<IconPlayerStop size={16} aria-hidden />}
            >
              {sqlTexts.stop}
            </Button>
          )}
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
        {run.state === 'failed' && (
          <Alert color="red" role="alert">
            {describeError(run.error)}
          </Alert>
        )}
        {run.state === 'idle' && (
          <EmptyState icon={<IconDatabaseSearch size={28} />} title={texts.nothingAsked}>
            {texts.nothingAskedHint}
          </EmptyState>
        )}
        {run.state === 'running' && <LoadingState label={sqlTexts.running} />}
        {run.state === 'stopped' && (
          <p className={classes.before} role="status">
            {sqlTexts.stopped}
          </p>
        )}
        {run.state === 'done' && (
          <>
            <p className={classes.before} role="status">
              {texts.took(run.result.tookMs, run.result.rows.length, run.result.more)}
            </p>
            <ResultView
              name={draft.base?.name ?? sqlTexts.fileName}
              result={run.result}
              view={draft.view}
              onView={(view) => set((now) => ({ ...now, view }))}
            />
          </>
        )}
      </div>
      <LeaveQuestion
        opened={coming !== undefined}
        words={{
          title: sqlTexts.openTitle,
          hint: sqlTexts.openHint(draft.base?.name ?? ''),
          stay: sqlTexts.stay,
          leave: sqlTexts.goOn,
        }}
        onStay={() => setComing(undefined)}
        onLeave={() => coming && show(coming)}
      />
    </div>
  );
}
