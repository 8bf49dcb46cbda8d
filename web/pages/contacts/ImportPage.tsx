import { Alert, Button, FileButton, NativeSelect, Progress, Table } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BodyOf, contactRoutes, ResponseOf } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { EmptyState } from '../../../ui/index.ts';
import { findImportMark } from '../../lib/import-mark.ts';
import { describeError } from '../../shell/tell.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { importTexts as texts } from '../../texts/contacts.ts';
import { LeaveGuard } from '../settings/parts/index.ts';
import classes from './contacts.module.css';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportProblems } from './ImportProblems.tsx';
import { ImportEnd, ImportRunning } from './ImportState.tsx';
import { useImport } from './use-import.ts';

type Known = BodyOf<typeof contactRoutes.import>['known'];
type Preview = ResponseOf<typeof contactRoutes.previewImport>;

const MOST_CHARACTERS = 900_000;
const knowns: readonly Known[] = ['skip', 'update', 'create'];

const leaveWords = {
  title: texts.leaveTitle,
  hint: texts.leaveHint,
  stay: texts.leaveStay,
  leave: texts.leaveStop,
};

interface Chosen {
  readonly name: string;
  readonly csv: string;
}

/** Takes contacts in from a file: what it would do first, then all of it. */
export function ImportPage() {
  usePageTitle(texts.title);
  const [file, setFile] = useState<Chosen>();
  const [problem, setProblem] = useState<string>();
  const [known, setKnown] = useState<Known>('skip');
  const [columns, setColumns] = useState<(string | null)[]>();
  const [from, setFrom] = useState(0);
  const work = useImport();
  const busy = work.at !== undefined;
  const done = work.result;
  const preview = useQuery({
    queryKey: ['contact-import', file?.name, file?.csv.length, known, columns],
    queryFn: () => api.contacts.previewImport({ csv: file?.csv ?? '', known, ...(columns && { columns }) }),
    enabled: file !== undefined && done === undefined && !busy,
    placeholderData: (before: Preview | undefined) => before,
    gcTime: 0,
    retry: false,
  });
  const choose = async (given: File | null) => {
    setProblem(undefined);
    work.clear();
    setColumns(undefined);
    if (!given) return;
    const read = await readFile(given);
    const chosen = read.csv === undefined ? undefined : { name: given.name, csv: read.csv };
    setFile(chosen);
    setFrom(chosen ? findImportMark(chosen) : 0);
    setProblem(read.problem);
  };
  const run = async (begin: number, of: number) => {
    if (!file) return;
    const options = { known, ...(columns && { columns }) };
    await work.run({ file, options, from: begin, of, before: done });
  };
  const shown = preview.data;
  const taken = (columns ?? shown?.columns ?? []).filter((column) => column !== null);
  const twice = new Set(taken).size < taken.length;
  const count = (shown?.create ?? 0) + (shown?.update ?? 0);
  const fault = problem ?? (preview.isError ? describeError(preview.error) : undefined);
  return (
    <section className={classes.narrowPage} aria-label={texts.title}>
      <LeaveGuard dirty={busy} words={leaveWords} />
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <FileButton accept=".csv,text/csv,text/plain" onChange={(given) => void choose(given)}>
        {(props) => (
          <Button {...props} variant={file ? 'default' : 'filled'} disabled={busy}>
            {file ? texts.another : texts.choose}
          </Button>
        )}
      </FileButton>
      {!file && !fault && (
        <EmptyState icon={<IconFileSpreadsheet size={28} aria-hidden />} title={texts.lead} />
      )}
      {fault && (
        <Alert mt="md" color="red" role="alert">
          {fault}
        </Alert>
      )}
      {preview.isFetching && !shown && (
        <div role="status" style={{ marginTop: 16 }}>
          <p className={classes.dim}>{texts.checking}…</p>
          <Progress mt={6} value={100} animated aria-label={texts.checking} />
        </div>
      )}
      {work.at && <ImportRunning at={work.at} stopping={work.stopping} onStop={work.stop} />}
      {file && done && (
        <>
          <ImportEnd result={done} onGoOn={() => void run(done.next, done.of)} />
          <ImportProblems problems={done.problems} all={done.wrong} />
        </>
      )}
      {file && shown && !done && !busy && (
        <>
          <h2>{texts.file(file.name, shown.rows)}</h2>
          <NativeSelect
            mt="sm"
            maw={360}
            label={texts.known}
            value={known}
            data={knowns.map((value) => ({ value, label: texts.knowns[value] }))}
            // The options are the ways' own words.
            onChange={(event) => setKnown(event.currentTarget.value as Known)}
          />
          <ImportColumns
            head={shown.head}
            columns={columns ?? shown.columns}
            sample={shown.sample}
            onChange={setColumns}
          />
          <Counts preview={shown} />
          {from > 0 && (
            <Alert mt="md">
              {texts.begun(from)}{' '}
              <Button variant="subtle" size="compact-sm" onClick={() => setFrom(0)}>
                {texts.again}
              </Button>
            </Alert>
          )}
          {twice && (
            <Alert color="red" role="alert">
              {texts.twice}
            </Alert>
          )}
          <Button
            mt="md"
            disabled={count === 0 || twice || preview.isError || preview.isFetching}
            onClick={() => void run(from, shown.rows)}
          >
            {count === 0 ? texts.nothingToDo : from > 0 ? texts.goOn(from) : texts.do(count)}
          </Button>
          <ImportProblems problems={shown.problems} all={shown.wrong} />
        </>
      )}
    </section>
  );
}

function Counts({ preview }: { preview: Preview }) {
  const counts = [
    [texts.create, preview.create],
    [texts.update, preview.update],
    [texts.skip, preview.skip],
    [texts.wrong, preview.wrong],
  ] as const;
  return (
    <Table mt="md" maw={360} role="status">
      <Table.Tbody>
        {counts.map(([label, count]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">{label}</Table.Th>
            <Table.Td ta="end">{count}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The text of a file, or why it is none. */
async function readFile(file: File): Promise<{ csv?: string; problem?: string }> {
  if (file.size > MOST_CHARACTERS * 3) return { problem: texts.tooBig };
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const csv = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (csv.includes('\0')) return { problem: texts.notText };
    return csv.length > MOST_CHARACTERS ? { problem: texts.tooBig } : { csv };
  } catch {
    return { problem: texts.notText };
  }
}
