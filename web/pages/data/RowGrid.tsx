import { useElementSize, useMergedRef } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { DatasetRows } from '../../../contract/api/index.ts';
import { placeOfRow, ROW_PX, scrolled, START, widthsOf, windowOf } from '../../lib/row-window.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import classes from './data.module.css';

export interface Sorting {
  readonly column: string;
  readonly down: boolean;
}
export type Row = DatasetRows['rows'][number];
type Columns = DatasetRows['columns'];

export interface GridHandle {
  /** Makes a row, counted from 0, the first one that is seen. */
  goTo(row: number): void;
}

export interface RowGridProps {
  readonly label: string;
  readonly columns: Columns;
  readonly total: number;
  /** A row by its number from 0; undefined while it is not here yet. */
  readonly rowAt: (at: number) => Row | undefined;
  /** Some rows, by which columns get their widths. */
  readonly sample: readonly Row[];
  /** Told which rows are seen; the last one is not included. */
  readonly onSeen?: (from: number, to: number) => void;
  readonly sorting?: Sorting | undefined;
  /** Its head sorts. */
  readonly onSort?: (column: string) => void;
  readonly ref?: Ref<GridHandle>;
}

const NUMBERS = new Set(['LONG', 'DOUBLE', 'DECIMAL']);
const HEAD_PX = 48;
/** Until it is measured. */
const VIEW_PX = 600;

/** A table of any length: only the rows that are seen are drawn. It scrolls both ways. */
export function RowGrid({ columns, total, rowAt, sample, onSeen, ref, ...props }: RowGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, height } = useElementSize();
  const table = { total, viewPx: Math.max(ROW_PX, (height || VIEW_PX) - HEAD_PX) };
  const [place, setPlace] = useState(START);
  const { from, to, abovePx, belowPx } = windowOf(table, place);
  const goTo = (row: number) => {
    const next = placeOfRow(table, row);
    setPlace(next);
    if (scroller.current) scroller.current.scrollTop = next.topPx;
  };
  useImperativeHandle(ref, () => ({ goTo }));
  // Rows have become fewer: it stands at their end.
  useEffect(() => {
    const top = scroller.current?.scrollTop ?? 0;
    setPlace((now) => (now.topPx <= top ? now : scrolled({ total, viewPx: table.viewPx }, START, top)));
  }, [total, table.viewPx]);
  useEffect(() => onSeen?.(from, to), [onSeen, from, to]);
  const scroll = (top: number) => {
    if (Math.abs(top - place.topPx) < 1) return;
    const next = scrolled(table, place, top);
    setPlace(next);
    if (next.topPx !== top && scroller.current) scroller.current.scrollTop = next.topPx;
  };
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== 'Home' && event.key !== 'End')) return;
    event.preventDefault();
    goTo(event.key === 'Home' ? 0 : total);
  };
  const names = columns.map(({ name }) => name);
  const widths = widthsOf(names, sample);
  const numberPx = widthsOf([String(total)], [])[0] ?? ROW_PX;
  const wholePx = widths.reduce((sum, px) => sum + px, numberPx);
  return (
    // The table scrolls by the arrow keys, so the keyboard must reach it.
    <div
      ref={useMergedRef(scroller, measured)}
      className={classes.grid}
      tabIndex={0}
      role="region"
      aria-label={props.label}
      onScroll={(event) => scroll(event.currentTarget.scrollTop)}
      onKeyDown={press}
    >
      <table aria-rowcount={total + 1} style={{ minWidth: wholePx }}>
        <colgroup>
          <col style={{ width: numberPx }} />
          {widths.map((width, at) => (
            <col key={names[at]} style={{ width }} />
          ))}
        </colgroup>
        <Head columns={columns} sorting={props.sorting} onSort={props.onSort} />
        <tbody>
          {abovePx > 0 && <Space px={abovePx} columns={columns.length + 1} />}
          {Array.from({ length: to - from }, (_, n) => {
            const at = from + n;
            return <Line key={at} at={at} row={rowAt(at)} columns={columns} />;
          })}
          {belowPx > 0 && <Space px={belowPx} columns={columns.length + 1} />}
        </tbody>
      </table>
    </div>
  );
}

/** Rows that are all here. */
export function AllRows({ label, data }: { label: string; data: Pick<DatasetRows, 'columns' | 'rows'> }) {
  const { columns, rows } = data;
  return (
    <RowGrid
      label={label}
      columns={columns}
      total={rows.length}
      rowAt={(at) => rows[at]}
      sample={rows.slice(0, 200)}
    />
  );
}

function Head({ columns, sorting, onSort }: Pick<RowGridProps, 'columns' | 'sorting' | 'onSort'>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" data-number>
          {texts.rowNumber}
        </th>
        {columns.map(({ name, type }) => (
          <th
            key={name}
            scope="col"
            title={name}
            data-number={NUMBERS.has(type) || undefined}
            aria-sort={sorting?.column !== name ? undefined : sorting.down ? 'descending' : 'ascending'}
          >
            {onSort ? (
              <button
                type="button"
                className={classes.sort}
                onClick={() => onSort(name)}
                title={texts.sortBy(name)}
              >
                {name}{' '}
                {sorting?.column === name &&
                  (sorting.down ? (
                    <IconArrowDown size={12} aria-hidden />
                  ) : (
                    <IconArrowUp size={12} aria-hidden />
                  ))}
              </button>
            ) : (
              name
            )}
            <span className={classes.type}>{texts.types[type]}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Line({ at, row, columns }: { at: number; row: Row | undefined; columns: Columns }) {
  return (
    // The head is the first one.
    <tr aria-rowindex={at + 2} data-coming={row === undefined || undefined}>
      <th scope="row" data-number>
        {texts.numberOf(at + 1)}
      </th>
      {columns.map(({ name, type }, index) => {
        const cell = row?.[index];
        return (
          <td
            key={name}
            data-null={cell === null || undefined}
            data-number={NUMBERS.has(type) || undefined}
            title={cell === null || cell === undefined ? undefined : String(cell)}
            dir="auto"
          >
            {row === undefined ? '' : (cell ?? null) === null ? texts.nothing : String(cell)}
          </td>
        );
      })}
    </tr>
  );
}

const Space = ({ px, columns }: { px: number; columns: number }) => (
  <tr aria-hidden className={classes.space} style={{ height: px }}>
    <td colSpan={columns} style={{ height: px }} />
  </tr>
);
