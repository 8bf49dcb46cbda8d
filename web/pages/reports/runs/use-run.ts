import { useState } from 'react';
import type { DataReport } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshReports } from '../../../api/reports.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { runTexts as texts } from '../../../texts/runs.ts';

/** Starts a run of a report by hand. */
export function useRun(report: Pick<DataReport, 'id'> | null | undefined) {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (!report) return;
    setBusy(true);
    try {
      await api.reports.run({ id: report.id });
      tellDone(texts.started);
    } catch (error) {
      tellProblem(texts.cannotRun, error);
    }
    await refreshReports();
    setBusy(false);
  };
  return { busy, run };
}

/** Pauses a report, or lets its schedules start runs again. */
export async function setPaused(report: Pick<DataReport, 'id'>, paused: boolean): Promise<void> {
  try {
    await api.reports.change({ id: report.id }, { paused });
  } catch (error) {
    tellProblem(texts.cannotPause, error);
  }
  await refreshReports();
}
