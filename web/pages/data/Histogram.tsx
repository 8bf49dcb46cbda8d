import type { ColumnFigures, ColumnTypeName } from '../../../contract/api/index.ts';
import { formatBin, formatValue } from '../../lib/column-values.ts';
import { statisticsTexts as texts } from '../../texts/statistics.ts';
import classes from './statistics.module.css';

const HEIGHT = 72;
const STEP = 10;
const GAP = 1;

/** How the values of a column are spread. */
export function Histogram(props: { name: string; type: ColumnTypeName; figures: ColumnFigures }) {
  const { name, type, figures } = props;
  const { bins } = figures;
  const tallest = Math.max(...bins.map(({ rows }) => rows));
  const named = bins.map((bin) => ({ ...bin, label: formatBin(type, bin) }));
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${bins.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.distribution(name, named)}
      >
        {named.map(({ from, label, rows }, at) => {
          // Few rows among many are still to be seen.
          const height = rows === 0 ? 0 : Math.max(2, (rows / tallest) * HEIGHT);
          return (
            <rect key={from} x={at * STEP + GAP / 2} y={HEIGHT - height} width={STEP - GAP} height={height}>
              <title>{texts.bin(label, rows)}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{formatValue(type, figures.least)}</span>
        {figures.most !== figures.least && <span>{formatValue(type, figures.most)}</span>}
        <span className={classes.tallest}>{texts.tallest(tallest)}</span>
      </figcaption>
    </figure>
  );
}
