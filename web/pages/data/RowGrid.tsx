import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { DatasetRows } from '../../../contract/api/index.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import classes from './data.module.css';

export interface Sorting {
  readonly column: string;
  readonly down: boolean;
}

const NUMBERS = new Set(['LONG', 'DOUBLE', 'DECIMAL']);

/** Rows as a table that scrolls sideways. `onSort`: its head sorts. */
export function RowGrid(props: {
  label: string;
  data: Pick<DatasetRows, 'columns' | 'rows'>;
  sorting?: Sorting | undefined;
  onSort?: (column: string) => void;
}) {
  const { data, sorting, onSort } = props;
  return (
    // The table scrolls by the arrow keys, so the keyboard must reach it.
    <div className={classes.grid} tabIndex={0} role="region" aria-label={props.label}>
      <table>
        <thead>
          <tr>
            {data.columns.map(({ name, type }) => (
              <th
                key={name}
                scope="col"
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
        <tbody>
          {data.rows.map((row, at) => (
            // Rows have no name of their own; a page of them is drawn as a whole.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              {row.map((cell, index) => {
                const column = data.columns[index];
                return (
                  <td
                    key={column?.name ?? index}
                    data-null={cell === null || undefined}
                    data-number={(column && NUMBERS.has(column.type)) || undefined}
                    title={cell === null ? undefined : String(cell)}
                    dir="auto"
                  >
                    {cell === null ? texts.nothing : String(cell)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
