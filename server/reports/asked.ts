import { reportErrors } from '../../contract/errors/reports.ts';
import { type AccountId, getAccount } from '../accounts/index.ts';
import { AppError, asId, type WorkspaceDb } from '../base/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import type { Column } from '../datasets/index.ts';
import type { AccountFacts, Asked, ReportKind } from './kind.ts';
import { checkOptions } from './options.ts';
import { reportKinds } from './registry.ts';
import type { ReportsDeps } from './deps.ts';

/** Those of a test, or ours. */
export const kindsOf = ({ kinds }: Pick<ReportsDeps, 'kinds'>): readonly ReportKind[] => kinds ?? reportKinds;

/** @throws AppError not_found */
export function kindOf(deps: Pick<ReportsDeps, 'kinds'>, id: string): ReportKind {
  const kind = kindsOf(deps).find((one) => one.id === id);
  if (!kind) throw new AppError(baseErrors.not_found, { values: { what: 'connector' } });
  return kind;
}

/** @throws AppError report_needs_account, account_not_found */
export async function accountOf(
  db: WorkspaceDb,
  kind: ReportKind,
  accountId: string | null,
): Promise<AccountFacts | undefined> {
  if (!kind.needsAccount) return undefined;
  if (accountId === null) throw new AppError(reportErrors.report_needs_account);
  // The account is looked for; whatever the id, nothing else is found.
  return getAccount(db, asId<'account'>(accountId) satisfies AccountId);
}

/** What was chosen, checked. @throws AppError report_options_wrong */
export function askedOf(
  kind: ReportKind,
  draft: { readonly options: Asked['options']; readonly zone: string },
  account: AccountFacts | undefined,
  now: Date,
): Asked {
  if (!isZone(draft.zone)) throw wrong(`There is no time zone “${draft.zone.slice(0, 60)}”.`);
  const options = checkOptions(kind.options(account), draft.options);
  const asked = { options, zone: draft.zone, now, account };
  const why = kind.check?.(asked);
  if (why !== undefined) throw wrong(why);
  return asked;
}

const BATCH_COLUMNS: readonly Column[] = [
  { name: '_BATCH_ID_', type: 'LONG' },
  { name: '_BATCH_LAST_RUN_', type: 'DATETIME' },
];

/** The columns with which run brought a row, as Domo names them. */
export const withBatch = (columns: readonly Column[]): Column[] => [...columns, ...BATCH_COLUMNS];

/** The columns of the DataSet. */
export const datasetColumns = (kind: ReportKind, asked: Asked): Column[] => withBatch(kind.columns(asked));

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const wrong = (why: string) => new AppError(reportErrors.report_options_wrong, { values: { why } });
