import type { RunProblem } from '../../../contract/api/index.ts';
import type { TellingRow } from './store.ts';

const REMEDIES: Readonly<Record<RunProblem['who'], string>> = {
  caller:
    'What to do: open the run. Its page says what has to be changed, and leads there; then run the report again.',
  operator: 'What to do: whoever runs this installation has to act; then run the report again.',
  us: 'What to do: run the report again. If that fails too, tell whoever runs this installation.',
  time: 'What to do: wait. Run the report again later, or let its schedule do so.',
};
/** Where the account is the trouble, it is connected anew. */
const RECONNECT = 'What to do: connect the account again under Data → Accounts, then run the report again.';
const OF_ACCOUNT: ReadonlySet<string> = new Set([
  'account_not_connected',
  'x_not_authenticated',
  'x_token_invalid',
  'x_grant_invalid',
  'x_dm_permission_missing',
]);

export interface Words {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link: { readonly path: string; readonly words: string };
}

/** What is mailed of a report, with the way to the run. Pure. */
export function wordsOf(
  row: Pick<
    TellingRow,
    'datasetName' | 'datasetId' | 'now' | 'told' | 'problem' | 'runId' | 'lateAfterHours'
  >,
): Words {
  const { datasetName: name, datasetId, problem, runId } = row;
  const history = `/datasources/${datasetId}/details/history`;
  const link = { path: runId === null ? history : `${history}?run=${runId}`, words: 'Open the run' };
  if (row.now === 'failed') {
    return {
      subject: `Failed: ${name}`,
      lines: [
        `The report that fills the DataSet “${name}” has failed. Its data is as it was before.`,
        problem?.message ?? 'The reason is not known.',
        remedyOf(problem),
      ],
      link,
    };
  }
  if (row.now === 'late') {
    return {
      subject: `Late: ${name}`,
      lines: [
        `The DataSet “${name}” has not been updated for more than ${row.lateAfterHours ?? 0} hours.`,
        'What to do: look at its schedule and its last run, and run the report.',
      ],
      link: runId === null ? { path: history, words: 'Open the DataSet' } : link,
    };
  }
  const was = row.told === 'late' ? 'was late' : 'had failed';
  return {
    subject: `Works again: ${name}`,
    lines: [
      `The report that fills the DataSet “${name}” ${was}, and works again.`,
      'Nothing has to be done.',
    ],
    link,
  };
}

function remedyOf(problem: RunProblem | null): string {
  if (!problem) return REMEDIES.us;
  return OF_ACCOUNT.has(problem.code) ? RECONNECT : REMEDIES[problem.who];
}
