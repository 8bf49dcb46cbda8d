import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReportKind } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { accountName, reportAccountsQuery } from '../../api/report-accounts.ts';
import { refreshReports } from '../../api/reports.ts';
import { queryClient } from '../../api/query-client.ts';
import {
  dropDraft,
  keepDraft,
  methodProblems,
  newSettings,
  type Pane,
  panesOf,
  paneOfRefusal,
  readDraft,
  type ReportDraftState,
  type ReportSettings,
} from '../../lib/report-draft.ts';
import { askedOptions } from '../../lib/report-options.ts';
import { ownZone, scheduleIsWrong } from '../../lib/schedules.ts';
import { describeError } from '../../shell/tell.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import { fieldOf } from '../settings/parts/index.ts';
import { useReportCheck } from './panes/use-check.ts';

interface Refusal {
  readonly pane: Pane;
  readonly field: string;
  readonly message: string;
}

/** A report that is being made: where one is, what was chosen, what is missing, and the making. */
export function useCreate(kind: ReportKind) {
  const panes = panesOf(kind);
  const fresh = (): ReportDraftState => ({
    settings: newSettings(kind, ownZone()),
    name: '',
    description: '',
    pane: panes[0] ?? 'details',
    reached: 0,
  });
  const [kept] = useState(() => readDraft(kind.id));
  const [draft, setDraft] = useState<ReportDraftState>(kept ?? fresh);
  const [isKept, setKept] = useState(kept !== undefined);
  const [isTouched, setTouched] = useState(kept !== undefined);
  const [triedPane, setTried] = useState<Pane>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState<'save' | 'run'>();
  const check = useReportCheck(kind, draft.settings);
  const accounts = useQuery({ ...reportAccountsQuery, enabled: kind.needsAccount }).data;
  const account = accounts?.find(({ id }) => id === draft.settings.accountId);
  const defaultName = texts.defaultName(kind.name, account && accountName(account));

  useEffect(() => {
    if (isTouched) keepDraft(kind.id, draft);
  }, [kind.id, draft, isTouched]);

  const change = (part: Partial<ReportDraftState>) => {
    setTouched(true);
    setDraft((now) => ({ ...now, ...part }));
  };
  const set = (part: Partial<ReportSettings>) => {
    setRefusal(undefined);
    setTouched(true);
    setDraft((now) => ({ ...now, settings: { ...now.settings, ...part } }));
  };
  const goTo = (pane: Pane) => {
    setTried(undefined);
    change({
      pane,
      reached: Math.max(draft.reached, panes.indexOf(pane)),
      ...(pane === 'name' && draft.name === '' && { name: defaultName }),
    });
  };
  /** Whether everything of a pane is there. */
  const isComplete = (pane: Pane): boolean => {
    const { settings } = draft;
    switch (pane) {
      case 'credentials':
        return !kind.needsAccount || account !== undefined;
      case 'details':
        return check.isComplete && check.refused === undefined;
      case 'safeguards':
        return true;
      case 'scheduling':
        return (
          !settings.schedules.some(scheduleIsWrong) &&
          Object.values(methodProblems(settings, check.keys)).every((problem) => problem === undefined)
        );
      case 'name':
        return draft.name.trim() !== '';
    }
  };
  const at = panes.indexOf(draft.pane);
  /** Answers whether it went on. */
  const next = (): boolean => {
    const following = panes[at + 1];
    if (!isComplete(draft.pane) || !following) {
      setTried(draft.pane);
      return false;
    }
    goTo(following);
    return true;
  };
  /** Makes it; what is refused is shown in the pane that it belongs to. */
  const make = async (run: boolean): Promise<string | undefined> => {
    const wrong = panes.find((pane) => !isComplete(pane));
    if (wrong) {
      goTo(wrong);
      setTried(wrong);
      return undefined;
    }
    setBusy(run ? 'run' : 'save');
    setRefusal(undefined);
    try {
      const { settings } = draft;
      const report = await api.reports.create({
        ...settings,
        kind: kind.id,
        name: draft.name.trim(),
        description: draft.description,
        options: askedOptions(check.fields.data ?? [], settings.options),
        keys: settings.method === 'upsert' ? settings.keys : [],
        partitionBy: settings.method === 'partition' ? settings.partitionBy : [],
        run,
      });
      setTouched(false);
      dropDraft(kind.id);
      await refreshReports();
      await queryClient.invalidateQueries({ queryKey: ['setup', 'dataset'] });
      return report.datasetId;
    } catch (error) {
      const field = fieldOf(error);
      const pane = paneOfRefusal(error, field, check.checked !== undefined);
      const shown = panes.includes(pane) ? pane : draft.pane;
      setRefusal({ pane: shown, field, message: describeError(error) });
      if (shown !== draft.pane) goTo(shown);
      return undefined;
    } finally {
      setBusy(undefined);
    }
  };
  const begin = () => {
    dropDraft(kind.id);
    setTouched(false);
    setKept(false);
    setTried(undefined);
    setRefusal(undefined);
    setDraft(fresh());
  };
  return {
    panes,
    draft,
    at,
    check,
    account: account && accountName(account),
    isTouched,
    isKept,
    busy,
    tried: triedPane === draft.pane,
    refusal: refusal?.pane === draft.pane ? refusal : undefined,
    errorOf: (field: string) =>
      refusal?.pane === draft.pane && refusal.field === field ? refusal.message : undefined,
    set,
    change,
    goTo,
    next,
    make,
    begin,
  };
}
