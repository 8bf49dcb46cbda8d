import { Fragment } from 'react';
import type { ColumnFigures, ColumnStatistics, ColumnTexts } from '../../../contract/api/index.ts';
import { formatDeviation, formatNumber, formatValue, isTime } from '../../lib/column-values.ts';
import { dataTexts } from '../../texts/data.ts';
import { statisticsTexts as texts } from '../../texts/statistics.ts';
import { Histogram } from './Histogram.tsx';
import classes from './statistics.module.css';

/** What a column holds. */
export function ColumnCard({ column, rows }: { column: ColumnStatistics; rows: number }) {
  const { name, type, nulls, distinct, distinctIsRough, figures } = column;
  const different = distinctIsRough ? texts.about(texts.count(distinct)) : texts.count(distinct);
  const isRough = distinctIsRough || figures?.quartilesAreRough === true;
  return (
    <li className={classes.card}>
      <h2 dir="auto">{name}</h2>
      <p className={classes.type}>{dataTexts.types[type]}</p>
      {figures && <Histogram name={name} type={type} figures={figures} />}
      <Facts
        facts={[
          [texts.nulls, texts.partOf(nulls, rows)],
          [texts.distinct, different],
          ...(figures ? factsOfFigures(type, figures) : []),
          ...(column.texts ? factsOfTexts(column.texts, rows) : []),
        ]}
      />
      {!figures && !column.texts && <p className={classes.note}>{texts.onlyNulls}</p>}
      {column.texts && <Frequent values={column.texts.frequent} />}
      {isRough && <p className={classes.note}>{texts.rough}</p>}
    </li>
  );
}

type Fact = readonly [string, string];

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.figures}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function factsOfFigures(type: ColumnStatistics['type'], figures: ColumnFigures): Fact[] {
  const kind = isTime(type) ? 'time' : 'number';
  const show = (value: string) => formatValue(type, value);
  const perhaps = (text: string) => (figures.quartilesAreRough ? texts.about(text) : text);
  return [
    [texts.least[kind], show(figures.least)],
    [texts.most[kind], show(figures.most)],
    [texts.average, show(figures.average)],
    [texts.median, perhaps(show(figures.median))],
    [texts.quartiles, perhaps(texts.range(show(figures.lowerQuartile), show(figures.upperQuartile)))],
    ...(figures.deviation === null
      ? []
      : [[texts.deviation, formatDeviation(type, figures.deviation)] as const]),
    ...(figures.leftOut === 0 ? [] : [[texts.leftOut, texts.count(figures.leftOut)] as const]),
  ];
}

const factsOfTexts = ({ empty, shortest, longest, average }: ColumnTexts, rows: number): Fact[] => [
  [texts.empty, texts.partOf(empty, rows)],
  [texts.shortest, texts.characters(formatNumber(shortest))],
  [texts.longest, texts.characters(formatNumber(longest))],
  [texts.averageLength, texts.characters(formatNumber(average))],
];

function Frequent({ values }: { values: ColumnTexts['frequent'] }) {
  const top = values?.[0]?.rows ?? 1;
  return (
    <>
      <h3>{texts.frequent}</h3>
      {values === null && <p className={classes.note}>{texts.frequentTooMany}</p>}
      {values?.length === 0 && <p className={classes.note}>{texts.frequentNone}</p>}
      {values && values.length > 0 && (
        <ol className={classes.frequent}>
          {values.map(({ value, rows }, at) => (
            // Two long values may begin alike.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={at}>
              <span className={classes.text} data-empty={value === '' || undefined} title={value} dir="auto">
                {value === '' ? texts.emptyText : value}
              </span>
              <span className={classes.rows}>{texts.count(rows)}</span>
              <span className={classes.bar} style={{ width: `${(rows / top) * 100}%` }} aria-hidden />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
