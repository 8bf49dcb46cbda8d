import { Checkbox, Radio, Stack } from '@mantine/core';
import type { DatasetColumn, UpdateMethod } from '../../../../contract/api/index.ts';
import { keysOf, methodProblems } from '../../../lib/report-draft.ts';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { FieldGroup } from '../../settings/parts/index.ts';
import classes from '../reports.module.css';
import type { PaneProps } from './pane.ts';

// The texts have one entry for each.
const METHODS = Object.keys(texts.methods) as UpdateMethod[];

/** Columns that the engine adds: which run brought a row. They tell no rows apart. */
const OF_THE_RUN = '_BATCH_';

/** How the rows of a run meet those that are there. */
export function MethodFields(
  props: PaneProps & { columns: readonly DatasetColumn[]; suggestedKeys: readonly string[] },
) {
  const { settings, set, disabled, columns } = props;
  const problems = methodProblems(settings, props.suggestedKeys);
  const errorOf = (field: string) => (props.tried ? problems[field] : undefined) ?? props.errorOf(field);
  return (
    <FieldGroup title={texts.method}>
      <Radio.Group
        aria-label={texts.method}
        value={settings.method}
        error={errorOf('method')}
        // The values are the methods.
        onChange={(method) => set({ method: method as UpdateMethod })}
      >
        <Stack gap={8}>
          {METHODS.map((method) => (
            <Radio
              key={method}
              value={method}
              label={texts.methods[method]}
              description={texts.methodHints[method]}
              disabled={disabled}
            />
          ))}
        </Stack>
      </Radio.Group>
      {settings.method === 'upsert' && (
        <ColumnChoice
          label={texts.keys}
          hint={texts.keysHint}
          error={errorOf('keys')}
          columns={columns.filter(({ type }) => type !== 'DOUBLE')}
          chosen={keysOf(settings, props.suggestedKeys)}
          disabled={disabled}
          onChange={(keys) => set({ keys })}
        />
      )}
      {settings.method === 'partition' && (
        <ColumnChoice
          label={texts.partitionBy}
          hint={texts.partitionHint}
          error={errorOf('partitionBy')}
          columns={columns}
          chosen={settings.partitionBy}
          disabled={disabled}
          onChange={(partitionBy) => set({ partitionBy })}
        />
      )}
    </FieldGroup>
  );
}

function ColumnChoice(props: {
  label: string;
  hint: string;
  error: string | undefined;
  columns: readonly DatasetColumn[];
  chosen: readonly string[];
  disabled: boolean;
  onChange: (columns: string[]) => void;
}) {
  const names = props.columns.map(({ name }) => name).filter((name) => !name.startsWith(OF_THE_RUN));
  // A column that was chosen and comes no more is shown, so that it can be taken out.
  const all = [...names, ...props.chosen.filter((name) => !names.includes(name))];
  return (
    <Checkbox.Group
      label={props.label}
      description={props.hint}
      error={props.error}
      value={[...props.chosen]}
      onChange={props.onChange}
    >
      {all.length === 0 && <p className={classes.dim}>{texts.columnsWait}</p>}
      <div className={classes.columns}>
        {all.map((name) => (
          <Checkbox key={name} value={name} label={name} disabled={props.disabled} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
