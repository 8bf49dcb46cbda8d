import { Button, Table } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { csvText, saveText } from '../../lib/csv-text.ts';
import { importTexts as texts } from '../../texts/contacts.ts';
import classes from './contacts.module.css';

const SHOWN = 50;

interface Props {
  problems: readonly { readonly row: number; readonly message: string }[];
  all: number;
}

/** What is wrong, row by row; as a file as well. */
export function ImportProblems({ problems, all }: Props) {
  if (all === 0) return null;
  const save = () =>
    saveText(
      'import-problems.csv',
      'text/csv',
      csvText([[texts.row, texts.message], ...problems.map(({ row, message }) => [row, message] as const)]),
    );
  return (
    <section aria-label={texts.problems}>
      <h2>{texts.problems}</h2>
      <p className={classes.dim}>{texts.problemsHint}</p>
      <Table maw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.row}</Table.Th>
            <Table.Th>{texts.message}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.slice(0, SHOWN).map(({ row, message }) => (
            <Table.Tr key={row}>
              <Table.Td>{row}</Table.Td>
              <Table.Td>{message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {all > SHOWN && <p className={classes.dim}>{texts.problemsMore(SHOWN, all)}</p>}
      <Button
        mt="sm"
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={save}
      >
        {texts.report}
      </Button>
    </section>
  );
}
