import { Alert, Button, FileButton, Progress, Switch, Table } from '@mantine/core';
import { useState } from 'react';
import type { ResponseOf, SetupFile, setupFileRoutes } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime } from '../../../ui/index.ts';
import { refreshSetup } from '../../api/setup.ts';
import { saveText } from '../../lib/csv-text.ts';
import { readSetupFile } from '../../lib/setup-file.ts';
import { describeError, tellProblem } from '../../shell/tell.ts';
import { kindNames } from '../../texts/settings-parts.ts';
import { setupFileTexts as texts } from '../../texts/setup-file.ts';
import { LeaveGuard } from './parts/index.ts';
import classes from './settings.module.css';

type Outcomes = ResponseOf<typeof setupFileRoutes.import>['outcomes'];

/** The set-up as a file: given out, and taken over after it was shown what would change. */
export function SetupFilePage() {
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <Export />
      <Import />
    </div>
  );
}

function Export() {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const file = await api.setupFile.export();
      const name = `rookery-setup-${file.madeAt.slice(0, 10)}.json`;
      saveText(name, 'application/json', `${JSON.stringify(file, null, 2)}\n`);
    } catch (error) {
      tellProblem(texts.cannotExport, error);
    }
    setBusy(false);
  };
  return (
    <section aria-label={texts.export}>
      <h3>{texts.export}</h3>
      <p className={classes.lead}>{texts.exportHint}</p>
      <Button loading={busy} onClick={() => void save()}>
        {texts.exportDo}
      </Button>
    </section>
  );
}

interface Shown {
  readonly name: string;
  readonly file: SetupFile;
  readonly outcomes: Outcomes;
  readonly applied: boolean;
}

function Import() {
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [shown, setShown] = useState<Shown>();
  const send = async (name: string, file: SetupFile, dryRun: boolean) => {
    setBusy(dryRun ? texts.looking : texts.applying);
    setProblem(undefined);
    try {
      const { applied, outcomes } = await api.setupFile.import({ file, dryRun });
      setShown({ name, file, outcomes, applied });
      if (applied) await refreshSetup();
    } catch (error) {
      setProblem(describeError(error));
    }
    setBusy(undefined);
  };
  const choose = async (given: File | null) => {
    if (!given) return;
    setShown(undefined);
    const read = readSetupFile(given.size, await given.text());
    setProblem(read.problem);
    if (read.file) await send(given.name, read.file, true);
  };
  return (
    <section aria-label={texts.import}>
      <LeaveGuard dirty={busy === texts.applying} />
      <h3>{texts.import}</h3>
      <p className={classes.lead}>{texts.importHint}</p>
      <FileButton accept=".json,application/json" onChange={(given) => void choose(given)}>
        {(props) => (
          <Button {...props} variant="default" disabled={busy !== undefined}>
            {shown ? texts.another : texts.choose}
          </Button>
        )}
      </FileButton>
      {problem && (
        <Alert mt="md" color="red" role="alert">
          {problem}
        </Alert>
      )}
      {busy && (
        <div role="status" style={{ marginTop: 16 }}>
          <p className={classes.dim}>{busy}…</p>
          <Progress mt={6} value={100} animated aria-label={busy} />
        </div>
      )}
      {shown && (
        <Outcome
          shown={shown}
          busy={busy !== undefined}
          onApply={() => void send(shown.name, shown.file, false)}
        />
      )}
    </section>
  );
}

function Outcome({ shown, busy, onApply }: { shown: Shown; busy: boolean; onApply: () => void }) {
  const [all, setAll] = useState(false);
  const { outcomes, applied } = shown;
  const count = (what: Outcomes[number]['what']) => outcomes.filter((one) => one.what === what).length;
  const changes = count('created') + count('changed');
  const rows = outcomes.filter(({ what }) => all || what !== 'unchanged');
  const whats = applied ? texts.whatsDone : texts.whats;
  return (
    <>
      <h3>{texts.madeOn(shown.name, formatDayAndTime(shown.file.madeAt))}</h3>
      {applied ? (
        <Alert color="green" title={texts.applied} role="status">
          {texts.counts(count('created'), count('changed'), count('unchanged'), count('skipped'))}
        </Alert>
      ) : (
        <p role="status">
          {changes === 0 && count('skipped') === 0
            ? texts.nothing
            : texts.counts(count('created'), count('changed'), count('unchanged'), count('skipped'))}
        </p>
      )}
      <Switch
        my="sm"
        label={texts.showUnchanged}
        checked={all}
        onChange={(event) => setAll(event.currentTarget.checked)}
      />
      {rows.length > 0 && (
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.kind}</Table.Th>
              <Table.Th>{texts.name}</Table.Th>
              <Table.Th>{texts.what}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ kind, name, what, why }) => (
              <Table.Tr key={`${kind} ${name}`}>
                <Table.Td data-label={texts.kind}>{kindNames[kind] ?? wordOf(kind)}</Table.Td>
                <Table.Td data-label={texts.name} dir="auto">
                  {name}
                </Table.Td>
                <Table.Td data-label={texts.what}>
                  {whats[what]}
                  {why && `: ${why}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {!applied && changes > 0 && (
        <Button mt="md" loading={busy} onClick={onApply}>
          {texts.apply(changes)}
        </Button>
      )}
    </>
  );
}

/** A kind without a name of its own: `automatic_message` as `Automatic message`. */
const wordOf = (kind: string): string => {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
