import { Button, MultiSelect, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChartBar, IconDownload } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { QueryView } from '../../../../contract/api/index.ts';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { csvText, saveText } from '../../../lib/csv-text.ts';
import {
  chosenColumns,
  isNumberColumn,
  MOST_SERIES,
  type NoPicture,
  numbersOf,
  pictureOf,
  showFigure,
  tableOf,
} from '../../../lib/result-chart.ts';
import { dataTexts } from '../../../texts/data.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import { AllRows } from '../RowGrid.tsx';
import type { SqlResult } from './use-sql-run.ts';
import classes from './sql.module.css';

const ResultChart = lazy(() => import('../../insights/ReportChart.tsx'));

const KINDS = Object.entries(texts.kinds).map(([value, label]) => ({ value, label }));
/** Told apart in light and dark. */
const COLORS = ['accent', 'orange.6', 'teal.6', 'grape.5', 'pink.5', 'cyan.6', 'lime.7', 'gray.6'];

/** A result as a table, and drawn above it. */
export function ResultView(props: {
  name: string;
  result: SqlResult;
  view: QueryView;
  onView: (view: QueryView) => void;
}) {
  const { result, view, onView } = props;
  const { x, y } = chosenColumns(result.columns, view);
  const numbers = result.columns.filter(isNumberColumn).map(({ name }) => name);
  const download = () =>
    saveText(`${props.name.replace(/[/\\:*?"<>|]/g, '_')}.csv`, 'text/csv', csvText(tableOf(result)));
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={texts.shownAs}
          data={KINDS}
          value={view.kind}
          // The options are the kinds.
          onChange={(kind) => onView({ ...view, kind: kind as QueryView['kind'] })}
        />
        <span className={classes.gap} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={download}
        >
          {texts.download}
        </Button>
      </div>
      {view.kind !== 'table' && numbers.length > 0 && result.rows.length > 0 && (
        <div className={classes.choices}>
          {view.kind !== 'number' && x && (
            <NativeSelect
              label={texts.axis}
              data={result.columns.map(({ name }) => name)}
              value={x.name}
              onChange={(event) => onView({ ...view, x: event.currentTarget.value })}
            />
          )}
          <MultiSelect
            label={texts.values}
            data={numbers.filter((name) => view.kind === 'number' || name !== x?.name)}
            value={y.map(({ name }) => name)}
            maxValues={MOST_SERIES}
            hidePickedOptions={false}
            onChange={(names) => onView({ ...view, y: names })}
          />
        </div>
      )}
      {(view.kind === 'line' || view.kind === 'bar') && <Drawn result={result} view={view} />}
      {view.kind === 'number' && <Figures result={result} view={view} />}
      {result.rows.length > 0 || view.kind === 'table' ? (
        <AllRows label={dataTexts.sql} data={result} />
      ) : null}
    </>
  );
}

interface Shown {
  readonly result: SqlResult;
  readonly view: QueryView;
}

function Drawn({ result, view }: Shown) {
  const picture = pictureOf(result, view, dataTexts.nothing);
  if (typeof picture === 'string') return <NothingDrawn why={picture} />;
  const { points, of } = picture;
  return (
    <div className={classes.picture}>
      <Suspense fallback={<LoadingState label={commonTexts.loading} />}>
        <ResultChart
          label={texts.chart(picture.y, picture.x)}
          rows={points}
          series={picture.y.map((label, at) => ({ name: `y${at}`, label, color: COLORS[at] ?? 'accent' }))}
          line={view.kind === 'line'}
          whole={picture.whole}
          format={showFigure}
        />
      </Suspense>
      {points.length < of && <p className={classes.note}>{texts.drawn(points.length, of)}</p>}
    </div>
  );
}

function Figures({ result, view }: Shown) {
  const figures = numbersOf(result, view, dataTexts.nothing);
  if (typeof figures === 'string') return <NothingDrawn why={figures} />;
  return (
    <div className={classes.picture}>
      <dl className={classes.figures}>
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt dir="auto">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {result.rows.length > 1 && <p className={classes.note}>{texts.firstRow(result.rows.length)}</p>}
    </div>
  );
}

function NothingDrawn({ why }: { why: NoPicture }) {
  const [title, hint] = texts.noPicture[why];
  return (
    <EmptyState icon={<IconChartBar size={28} />} title={title}>
      {hint}
    </EmptyState>
  );
}
