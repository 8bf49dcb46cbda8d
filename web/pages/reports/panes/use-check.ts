import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReportDraft, ReportKind } from '../../../../contract/api/index.ts';
import { reportCheckQuery, reportOptionsQuery } from '../../../api/reports.ts';
import type { ReportSettings } from '../../../lib/report-draft.ts';
import { askedOptions, optionProblems } from '../../../lib/report-options.ts';

const CHECK_AFTER_MS = 350;

/** The menus of a connector with the account, what is wrong with what was chosen, and what the server makes of it. */
export function useReportCheck(kind: ReportKind, settings: ReportSettings) {
  const { accountId, zone } = settings;
  const fields = useQuery({
    ...reportOptionsQuery(kind.id, accountId),
    placeholderData: keepPreviousData,
  });
  const problems = fields.data ? optionProblems(fields.data, settings.options) : {};
  const isComplete =
    fields.data !== undefined &&
    Object.keys(problems).length === 0 &&
    (accountId !== null || !kind.needsAccount);
  const draft: ReportDraft = {
    kind: kind.id,
    accountId,
    options: askedOptions(fields.data ?? [], settings.options),
    zone,
  };
  const text = JSON.stringify(draft);
  const [asked] = useDebouncedValue(text, CHECK_AFTER_MS);
  const isSettled = asked === text;
  const check = useQuery({ ...reportCheckQuery(draft), enabled: isComplete && isSettled });
  return {
    fields,
    problems,
    isComplete,
    draft,
    check,
    /** What the server said of just this; undefined while it is asked. */
    checked: isComplete && isSettled && !check.isPlaceholderData ? check.data : undefined,
    refused: isComplete && isSettled && check.isError ? check.error : undefined,
    /** The columns that come, of just this or of the choice before. */
    columns: check.data?.columns ?? [],
    keys: check.data?.keys ?? [],
  };
}

export type ReportCheck = ReturnType<typeof useReportCheck>;
