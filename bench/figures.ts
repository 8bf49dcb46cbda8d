import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** One measured value beside what it must reach. */
export interface Figure {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Absent: told, not judged. */
  readonly target?: { readonly at: 'least' | 'most'; readonly value: number };
  readonly baseline?: number;
  /** All runs that `figure` is the median of. */
  readonly runs?: readonly number[];
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  run(say: (line: string) => void): Promise<readonly Figure[]>;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which this share of the others lies; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A figure of several runs: their median. */
export function ofRuns(
  what: string,
  unit: string,
  runs: readonly number[],
  more: Pick<Figure, 'target' | 'baseline'> = {},
): Figure {
  return { what, unit, figure: median(runs), runs, ...more };
}

export function isReached({ figure, target }: Figure): boolean {
  if (!target) return true;
  return target.at === 'least' ? figure >= target.value : figure <= target.value;
}

/** The table of a bench in Markdown, so that it can stand in a document as it is. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((one) => {
    const target = one.target ? `${one.target.at === 'least' ? '≥' : '≤'} ${number(one.target.value)}` : '';
    const ratio = one.baseline ? (one.figure / one.baseline).toFixed(2) : '';
    return [
      one.what,
      `${number(one.figure)} ${one.unit}`.trim(),
      target,
      one.target ? (isReached(one) ? 'yes' : '**no**') : '',
      one.baseline === undefined ? '' : number(one.baseline),
      ratio,
      (one.runs ?? []).map(number).join(', '),
    ];
  });
  const head = ['what', 'figure', 'target', 'reached', 'baseline', 'ratio', 'runs'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}

/** What it ran on: figures of a busy machine are worth little. */
export function machineLine(): string {
  const model = /model name\s*:\s*(.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? cpus()[0]?.model;
  const load = loadavg().map((one) => one.toFixed(1));
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${load.join(' ')}`;
}
