import { LoadingState } from '../../../../ui/index.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { describeError } from '../../../shell/tell.ts';
import { problemAtField } from '../../../lib/report-options.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { OptionFields } from '../fields/OptionFields.tsx';
import classes from '../reports.module.css';
import { ZoneField } from '../schedule/ZoneField.tsx';
import { Estimate } from './Estimate.tsx';
import type { PaneProps } from './pane.ts';
import { Preview } from './Preview.tsx';
import type { ReportCheck } from './use-check.ts';

/** The menus of the connector, what a run would cost, and the first real rows. */
export function DetailsPane(props: PaneProps & { check: ReportCheck }) {
  const { settings, set, check, disabled } = props;
  const fields = check.fields.data;
  const refusal = check.refused ? describeError(check.refused) : undefined;
  const atField = refusal === undefined ? undefined : problemAtField(fields ?? [], refusal);
  const errorOf = (key: string) =>
    (props.tried ? check.problems[key] : undefined) ?? (atField?.key === key ? atField.message : undefined);
  return (
    <div className={classes.stack}>
      {check.fields.isError && !fields && <PageProblemOf query={check.fields} />}
      {check.fields.isPending && <LoadingState label={commonTexts.loading} />}
      {fields && (
        <OptionFields
          fields={fields}
          options={settings.options}
          accountId={settings.accountId}
          errorOf={errorOf}
          disabled={disabled}
          onChange={(options) => set({ options })}
        />
      )}
      <ZoneField
        label={texts.zone}
        value={settings.zone}
        disabled={disabled}
        onChange={(zone) => set({ zone })}
      />
      {refusal && !atField && (
        <p className={classes.problem} role="alert" data-problem tabIndex={-1}>
          {refusal}
        </p>
      )}
      {!disabled && <Estimate check={check} />}
      {!disabled && <Preview check={check} costs={props.kind.needsAccount} />}
    </div>
  );
}
