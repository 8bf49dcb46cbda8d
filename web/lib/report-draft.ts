import type { BodyOf, DataReport, ReportKind, reportRoutes } from '../../contract/api/index.ts';
import { ApiError } from '../../client/index.ts';
import { reportTexts as texts } from '../texts/reports.ts';
import { newSchedule, todayIn } from './schedules.ts';

type NewReport = BodyOf<(typeof reportRoutes)['create']>;

/** What can be set of a report, as the panes see it. */
export type ReportSettings = Omit<NewReport, 'kind' | 'name' | 'description' | 'run'>;

export const panes = ['credentials', 'details', 'safeguards', 'scheduling', 'name'] as const;
export type Pane = (typeof panes)[number];

/** A report that is being made. */
export interface ReportDraftState {
  readonly settings: ReportSettings;
  readonly name: string;
  readonly description: string;
  readonly pane: Pane;
  /** The furthest pane that was seen. */
  readonly reached: number;
}

export const panesOf = (kind: ReportKind): Pane[] =>
  panes.filter((pane) => pane !== 'credentials' || kind.needsAccount || kind.prerequisites.length > 0);

export function newSettings(kind: ReportKind, zone: string): ReportSettings {
  return {
    accountId: null,
    options: {},
    method: kind.method,
    keys: [],
    partitionBy: [],
    // The standard of the contract; importing it would bring the schemas along.
    safeguards: { added: 'accept', removed: 'warn', retyped: 'warn' },
    schedules: kind.daily ? [newSchedule('every', todayIn(zone))] : [],
    zone,
    retry: { most: 3, delayMinutes: 15 },
    onInput: false,
    paused: false,
    mostPerRun: null,
    mostPerDay: null,
    lateAfterHours: null,
  };
}

export const settingsOf = (report: DataReport): ReportSettings => ({
  accountId: report.accountId,
  options: report.options,
  method: report.method,
  keys: report.keys,
  partitionBy: report.partitionBy,
  safeguards: report.safeguards,
  schedules: report.schedules,
  zone: report.zone,
  retry: report.retry,
  onInput: report.onInput,
  paused: report.paused,
  mostPerRun: report.mostPerRun,
  mostPerDay: report.mostPerDay,
  lateAfterHours: report.lateAfterHours,
});

/** Columns that tell rows apart: those that were chosen, else those that the connector says do. */
export const keysOf = (settings: ReportSettings, suggested: readonly string[]): readonly string[] =>
  settings.keys.length > 0 ? settings.keys : suggested;

/** What is missing for the way in which the DataSet is updated, by the field. */
export function methodProblems(
  settings: ReportSettings,
  suggestedKeys: readonly string[],
): Readonly<Record<string, string | undefined>> {
  return {
    keys:
      settings.method === 'upsert' && keysOf(settings, suggestedKeys).length === 0
        ? texts.needsKeys
        : undefined,
    partitionBy:
      settings.method === 'partition' && settings.partitionBy.length === 0 ? texts.needsPartition : undefined,
  };
}

const paneOfCode: Readonly<Record<string, Pane>> = {
  report_options_wrong: 'details',
  report_needs_account: 'credentials',
  account_not_found: 'credentials',
  // The input that was chosen.
  not_found: 'details',
  report_schedule_wrong: 'scheduling',
  report_no_input: 'scheduling',
};
const paneOfField: Readonly<Record<string, Pane>> = {
  name: 'name',
  description: 'name',
  accountId: 'credentials',
  options: 'details',
  safeguards: 'safeguards',
};

/** The pane that a refusal of the server belongs to. `detailsFit`: it has checked the Details before. */
export function paneOfRefusal(error: unknown, field: string, detailsFit: boolean): Pane {
  // What is wrong with options that fitted alone is how they meet the update method.
  if (error instanceof ApiError && error.code === 'report_options_wrong' && detailsFit) return 'scheduling';
  if (error instanceof ApiError && paneOfCode[error.code]) return paneOfCode[error.code] ?? 'name';
  const whole = field.split(/[.[/]/)[0] ?? '';
  if (whole === '') return 'name';
  return paneOfField[whole] ?? 'scheduling';
}

const key = (kindId: string) => `rookery.report.${kindId}`;

/** What was chosen for a connector in this tab, also before it was loaded anew. */
export function readDraft(kindId: string): ReportDraftState | undefined {
  try {
    const kept = sessionStorage.getItem(key(kindId));
    // Written by `keepDraft` of this very program.
    return kept === null ? undefined : (JSON.parse(kept) as ReportDraftState);
  } catch {
    return undefined;
  }
}

export function keepDraft(kindId: string, draft: ReportDraftState): void {
  try {
    sessionStorage.setItem(key(kindId), JSON.stringify(draft));
  } catch {
    // Full or forbidden: what was chosen is still on the screen.
  }
}

export const dropDraft = (kindId: string): void => sessionStorage.removeItem(key(kindId));
