import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Dataset } from '../../../../contract/api/index.ts';
import { dataAlertTrialQuery } from '../../../api/data-alerts.ts';
import { type AlertDraft, ruleOf } from '../../../lib/data-alert-draft.ts';
import { describeError } from '../../../shell/tell.ts';
import { alertTexts as texts } from '../../../texts/data-alerts.ts';
import own from './alerts.module.css';

const PAUSE_MS = 400;

/** What the rule would say now, once it is finished and the writer rests. */
export function AlertTrial(props: {
  dataset: Dataset;
  draft: AlertDraft;
  problems: Readonly<Record<string, string | undefined>>;
}) {
  const { dataset, draft, problems } = props;
  const isFinished = Object.entries(problems).every(([field, problem]) => field === 'name' || !problem);
  const [rule] = useDebouncedValue(ruleOf(draft), PAUSE_MS);
  const query = useQuery({
    ...dataAlertTrialQuery(dataset.id, dataset.version, rule),
    enabled: isFinished && Number.isFinite(rule.kind === 'rows' ? 0 : rule.value),
  });
  if (!isFinished) return null;
  const { data } = query;
  return (
    <p className={own.trial} role="status">
      <strong>{texts.now}</strong>
      <br />
      {query.isError
        ? describeError(query.error)
        : data
          ? `${texts.trial(data, rule.kind === 'rows')} ${texts.begins}`
          : `${texts.looking}…`}
    </p>
  );
}
