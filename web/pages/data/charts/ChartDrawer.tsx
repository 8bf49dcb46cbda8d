import { Button, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type {
  DataChart,
  DataChartSpec,
  DataGrain,
  Dataset,
  DataMeasure,
} from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { dataChartTrialQuery, refreshDataCharts } from '../../../api/data-charts.ts';
import {
  type ChartDraft,
  chartOf,
  chartProblems,
  newChart,
  withGroup,
  withKind,
} from '../../../lib/data-chart-draft.ts';
import { isTimeColumn } from '../../../lib/data-filter.ts';
import { chartTexts as texts } from '../../../texts/data-charts.ts';
import { filterTexts } from '../../../texts/data-filters.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../settings/parts/index.ts';
import { FilterFields } from '../filter/FilterFields.tsx';
import { MeasureFields } from '../filter/MeasureFields.tsx';
import { ChartDrawing } from './ChartDrawing.tsx';
import classes from './charts.module.css';

const PAUSE_MS = 400;
const MOST_MEASURES = 4;
const MOST_GROUPS = 500;
const ALL = '';
const KINDS = Object.entries(texts.kinds).map(([value, label]) => ({ value, label }));
const ORDERS = Object.entries(texts.orders).map(([value, label]) => ({ value, label }));
const WORDS = { title: partTexts.needsName, value: filterTexts.needsValue, column: filterTexts.noNumbers };

/** What a chart shows, with the picture as it is drawn now. Mounted while it is open. */
export function ChartDrawer(props: { dataset: Dataset; chart: DataChart | undefined; onClose: () => void }) {
  const { dataset, chart } = props;
  const { columns, id: datasetId } = dataset;
  const form = useEditForm<ChartDraft>({
    initial: chart ? chartOf(chart) : newChart(columns),
    check: (values) => chartProblems(values, WORDS),
    save: async (values) => {
      if (chart)
        await api.dataCharts.change({ datasetId, chartId: chart.id }, { version: chart.version, ...values });
      else await api.dataCharts.create({ datasetId }, values);
      await refreshDataCharts();
    },
  });
  const { values, errorOf } = form;
  const { spec } = values;
  const set = (part: Partial<DataChartSpec>) => form.set({ spec: { ...spec, ...part } });
  const setMeasure = (at: number, measure: DataMeasure) =>
    set({ measures: spec.measures.map((one, n) => (n === at ? measure : one)) });
  return (
    <EditDrawer
      title={chart ? texts.editTitle(chart.title) : texts.add}
      form={form}
      size="xl"
      onClose={props.onClose}
    >
      <TextInput label={texts.name} maxLength={100} data-autofocus {...form.text('title')} />
      <SegmentedControl
        aria-label={texts.kind}
        data={KINDS}
        value={spec.kind}
        // The options are the kinds.
        onChange={(kind) => form.set({ spec: withKind(spec, kind as DataChartSpec['kind'], columns) })}
      />
      <FieldGroup title={texts.measures}>
        {spec.measures.map((measure, at) => (
          <MeasureFields
            // Measures have no name of their own; none moves.
            key={at}
            label={filterTexts.measureOf(at)}
            columns={columns}
            measure={measure}
            error={errorOf(`measures.${at}`)}
            onChange={(next) => setMeasure(at, next)}
            onRemove={
              spec.measures.length > 1
                ? () => set({ measures: spec.measures.filter((_, n) => n !== at) })
                : undefined
            }
          />
        ))}
        {spec.measures.length < MOST_MEASURES && (
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => set({ measures: [...spec.measures, { aggregate: 'rows', column: null }] })}
            >
              {texts.addMeasure}
            </Button>
          </div>
        )}
      </FieldGroup>
      {spec.kind !== 'number' && <Groups dataset={dataset} spec={spec} set={set} errorOf={errorOf} />}
      <FieldGroup title={texts.filter}>
        <FilterFields
          columns={columns}
          filter={spec.filter}
          onChange={(filter) => set({ filter })}
          errorOf={(at) => errorOf(`filter.${at}`)}
        />
      </FieldGroup>
      <Preview dataset={dataset} values={values} />
    </EditDrawer>
  );
}

function Groups(props: {
  dataset: Dataset;
  spec: DataChartSpec;
  set: (part: Partial<DataChartSpec>) => void;
  errorOf: (field: string) => string | undefined;
}) {
  const { spec, set, errorOf } = props;
  const { columns } = props.dataset;
  const column = columns.find(({ name }) => name === spec.groupBy);
  const isTime = column !== undefined && isTimeColumn(column);
  const names = columns.map(({ name }) => ({ value: name, label: name }));
  const isGone = spec.groupBy !== null && !column;
  const grains = Object.entries(texts.grains)
    .filter(([grain]) => grain !== 'hour' || column?.type === 'DATETIME')
    .map(([value, label]) => ({ value, label }));
  return (
    <div className={classes.line}>
      <NativeSelect
        label={texts.group}
        data={[
          ...(spec.kind === 'table' || spec.groupBy === null ? [{ value: ALL, label: texts.all }] : []),
          ...(isGone && spec.groupBy !== null ? [{ value: spec.groupBy, label: spec.groupBy }] : []),
          ...names,
        ]}
        value={spec.groupBy ?? ALL}
        error={errorOf('groupBy')}
        onChange={({ currentTarget: { value } }) =>
          set(withGroup(spec, value === ALL ? null : value, columns))
        }
      />
      {isTime && (
        <NativeSelect
          label={texts.grain}
          data={[...grains, { value: ALL, label: texts.eachValue }]}
          value={spec.grain ?? ALL}
          error={errorOf('grain')}
          // The options are the grains.
          onChange={({ currentTarget: { value } }) =>
            set({ grain: value === ALL ? null : (value as DataGrain) })
          }
        />
      )}
      {spec.kind !== 'line' && (
        <NativeSelect
          label={texts.order}
          data={ORDERS}
          value={spec.order}
          // The options are the orders.
          onChange={({ currentTarget }) => set({ order: currentTarget.value as DataChartSpec['order'] })}
        />
      )}
      <NumberInput
        label={texts.most}
        min={1}
        max={MOST_GROUPS}
        clampBehavior="blur"
        allowDecimal={false}
        value={spec.most}
        onChange={(value) => set({ most: Math.min(MOST_GROUPS, Math.max(1, Number(value) || 1)) })}
      />
    </div>
  );
}

/** Drawn once the chart is finished and its maker rests. */
function Preview({ dataset, values }: { dataset: Dataset; values: ChartDraft }) {
  const { title: _, ...problems } = chartProblems(values, WORDS);
  const isFinished = Object.values(problems).every((problem) => problem === undefined);
  const [spec] = useDebouncedValue(values.spec, PAUSE_MS);
  const query = useQuery({ ...dataChartTrialQuery(dataset.id, dataset.version, spec), enabled: isFinished });
  return (
    <section className={classes.preview} aria-label={texts.preview}>
      <h3>{texts.preview}</h3>
      {isFinished && <ChartDrawing title={values.title || texts.preview} spec={spec} query={query} />}
    </section>
  );
}
