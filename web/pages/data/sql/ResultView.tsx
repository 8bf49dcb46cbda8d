import { Button, MultiSelect, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { QueryView } from '../../../../contract/api/index.ts';
import { csvText, saveText } from '../../../lib/csv-text.ts';
import { chosenColumns, isNumberColumn, MOST_SERIES, tableOf } from '../../../lib/result-chart.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { dataTexts } from '../../../texts/data.ts';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import { AllRows } from '../RowGrid.tsx';
import { ResultPicture } from './ResultPicture.tsx';
import type { SqlResult } from './use-sql-run.ts';
import classes from './sql.module.css';

const KINDS = Object.entries(texts.kinds).map(([value, label]) => ({ value, label }));
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
  const fileName = props.name.replace(/[/\\:*?"<>|]/g, '_');
  const download = () => saveText(`${fileName}.csv`, 'text/csv', csvText(tableOf(result)));
  const sheet = useMutation({
    mutationFn: async () => {
      const { saveSheet } = await import('../../../lib/save-sheet.ts');
      await saveSheet(`${fileName}.xlsx`, result);
    },
    onError: (error) => tellProblem(texts.cannotSaveSheet, error),
  });
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
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileSpreadsheet size={14} aria-hidden />}
          loading={sheet.isPending}
          onClick={() => sheet.mutate()}
        >
          {texts.downloadSheet}
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
      <ResultPicture result={result} view={view} />
      {result.rows.length > 0 || view.kind === 'table' ? (
        <AllRows label={dataTexts.sql} data={result} />
      ) : null}
    </>
  );
}
