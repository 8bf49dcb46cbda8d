import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import { VisuallyHidden } from '@mantine/core';

export interface Series {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

interface Props {
  /** What a screen reader says of the picture; the table below it holds the same numbers. */
  label: string;
  rows: readonly Readonly<Record<string, string | number | null>>[];
  series: readonly Series[];
  line: boolean;
  /** Counts have no halves. */
  whole: boolean;
  format: (value: number) => string;
}

/** A line over time, bars over everything else. Loaded only where something is drawn. */
// A module's default, as React.lazy wants it.
export default function ReportChart({ label, rows, series, line, whole, format }: Props) {
  const shared = {
    h: 260,
    data: rows.map((row) => ({ ...row })),
    dataKey: 'key',
    series: series.map((one) => ({ ...one })),
    valueFormatter: format,
    withLegend: series.length > 1,
    tickLine: 'y' as const,
    gridAxis: 'y' as const,
    yAxisProps: { width: 72, allowDecimals: !whole },
  };
  return (
    <figure style={{ margin: 0 }}>
      <VisuallyHidden component="figcaption">{label}</VisuallyHidden>
      <div aria-hidden>
        {line ? (
          <LineChart {...shared} curveType="linear" connectNulls={false} withDots={rows.length < 40} />
        ) : (
          <BarChart {...shared} maxBarWidth={48} />
        )}
      </div>
    </figure>
  );
}
