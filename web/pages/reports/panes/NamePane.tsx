import { Textarea, TextInput } from '@mantine/core';
import type { ReportSettings } from '../../../lib/report-draft.ts';
import type { ReportKind } from '../../../../contract/api/index.ts';
import { formatMicroUsd } from '../../../lib/dollars.ts';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { scheduleTexts } from '../../../texts/schedules.ts';
import classes from '../reports.module.css';
import type { ReportCheck } from './use-check.ts';

/** What it is called, and what will be made, once more at a glance. */
export function NamePane(props: {
  kind: ReportKind;
  settings: ReportSettings;
  account: string | undefined;
  name: string;
  description: string;
  tried: boolean;
  errorOf: (field: string) => string | undefined;
  check: ReportCheck;
  onName: (name: string) => void;
  onDescription: (description: string) => void;
}) {
  const { kind, settings, check } = props;
  const lines: [string, string][] = [
    [texts.connector, kind.name],
    ...(props.account ? [[texts.account, props.account] as [string, string]] : []),
    [texts.panes.safeguards, describeSafeguards(settings)],
    [
      texts.panes.scheduling,
      settings.schedules.length === 0
        ? scheduleTexts.byHand
        : `${settings.schedules.map(scheduleTexts.words).join('; ')} (${settings.zone})`,
    ],
    [texts.method, texts.methods[settings.method]],
    ...(check.checked ? [[texts.costLine, texts.estimate(check.checked.estimate)] as [string, string]] : []),
    ...(settings.mostPerRun !== null
      ? [[texts.perRun, formatMicroUsd(settings.mostPerRun)] as [string, string]]
      : []),
  ];
  return (
    <div className={classes.stack}>
      <TextInput
        label={texts.name}
        required
        withAsterisk={false}
        maxLength={255}
        error={
          (props.tried && props.name.trim() === '' ? texts.needsName : undefined) ?? props.errorOf('name')
        }
        value={props.name}
        onChange={(event) => props.onName(event.currentTarget.value)}
      />
      <Textarea
        label={texts.description}
        autosize
        minRows={2}
        maxLength={4_000}
        error={props.errorOf('description')}
        value={props.description}
        onChange={(event) => props.onDescription(event.currentTarget.value)}
      />
      <div className={classes.estimate}>
        <p style={{ marginBottom: 8 }}>
          <strong>{texts.summary}</strong>
        </p>
        <dl className={classes.summary}>
          {lines.map(([what, value]) => (
            <div key={what} style={{ display: 'contents' }}>
              <dt>{what}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

const describeSafeguards = ({ safeguards }: ReportSettings): string =>
  (['added', 'removed', 'retyped'] as const)
    .map((change) => `${texts.changes[change]}: ${texts.onChange[safeguards[change]].toLowerCase()}`)
    .join('; ');
