import { IconChartBar } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { QueryView } from '../../../../contract/api/index.ts';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { type NoPicture, numbersOf, pictureOf, type Result, showFigure } from '../../../lib/result-chart.ts';
import { dataTexts } from '../../../texts/data.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import classes from './sql.module.css';

const ResultChart = lazy(() => import('../../insights/ReportChart.tsx'));

/** Told apart in light and dark. */
const COLORS = ['accent', 'orange.6', 'teal.6', 'grape.5', 'pink.5', 'cyan.6', 'lime.7', 'gray.6'];

interface Shown {
  readonly result: Result;
  readonly view: QueryView;
}

/** Rows as lines, bars or large numbers; nothing where they are shown as a table. */
export function ResultPicture({ result, view }: Shown) {
  if (view.kind === 'table') return null;
  return view.kind === 'number' ? (
    <Figures result={result} view={view} />
  ) : (
    <Drawn result={result} view={view} />
  );
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
