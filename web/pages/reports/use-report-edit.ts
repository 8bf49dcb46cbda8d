import { useState } from 'react';
import type { BodyOf, DataReport, ReportKind, reportRoutes } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { refreshReports } from '../../api/reports.ts';
import { methodProblems, type ReportSettings, settingsOf } from '../../lib/report-draft.ts';
import { askedOptions } from '../../lib/report-options.ts';
import { scheduleIsWrong } from '../../lib/schedules.ts';
import { describeError, tellDone } from '../../shell/tell.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import { fieldOf } from '../settings/parts/index.ts';
import { useReportCheck } from './panes/use-check.ts';

type Change = BodyOf<(typeof reportRoutes)['change']>;

/** Changes some settings of a report: those of one tab, saved as a whole. */
export function useReportEdit(kind: ReportKind, report: DataReport) {
  const [initial, setInitial] = useState(() => settingsOf(report));
  const [settings, setSettings] = useState(initial);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ field: string; message: string }>();
  const check = useReportCheck(kind, settings);
  const changed = changedOf(initial, settings);
  const set = (part: Partial<ReportSettings>) => {
    setRefused(undefined);
    setSettings((now) => ({ ...now, ...part }));
  };
  const save = async (): Promise<boolean> => {
    setTried(true);
    const isWrong =
      ('options' in changed && (!check.isComplete || check.refused !== undefined)) ||
      settings.schedules.some(scheduleIsWrong) ||
      Object.values(methodProblems(settings, check.keys)).some((problem) => problem !== undefined);
    if (isWrong) return false;
    setBusy(true);
    setRefused(undefined);
    try {
      const body: Change = {
        ...changed,
        ...(changed.options && { options: askedOptions(check.fields.data ?? [], settings.options) }),
      };
      await api.reports.change({ id: report.id }, body);
      setInitial(settings);
      setTried(false);
      tellDone(texts.saved);
      await refreshReports();
      return true;
    } catch (error) {
      setRefused({ field: fieldOf(error), message: describeError(error) });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    settings,
    set,
    tried,
    busy,
    check,
    dirty: Object.keys(changed).length > 0,
    errorOf: (field: string) => (refused?.field === field ? refused.message : undefined),
    refused: refused?.message,
    save,
  };
}

/** What differs: whatever somebody else changed meanwhile stays. */
function changedOf(from: ReportSettings, to: ReportSettings): Partial<ReportSettings> {
  const keys = Object.keys(to).filter(
    // Both have the same keys.
    (key) =>
      JSON.stringify(from[key as keyof ReportSettings]) !== JSON.stringify(to[key as keyof ReportSettings]),
  );
  return Object.fromEntries(keys.map((key) => [key, to[key as keyof ReportSettings]]));
}
