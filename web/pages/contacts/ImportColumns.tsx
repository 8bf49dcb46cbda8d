import { NativeSelect, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { attributesQuery } from '../../api/records.ts';
import { contactTexts, importTexts as texts } from '../../texts/contacts.ts';
import classes from './contacts.module.css';

const fields = [
  'name',
  'firstName',
  'lastName',
  'jobTitle',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'relationship',
  'note',
] as const;

interface Props {
  head: readonly string[];
  columns: readonly (string | null)[];
  sample: readonly (readonly string[])[];
  onChange: (columns: (string | null)[]) => void;
}

/** Which column of the file goes into which field, with the first values that stand in it. */
export function ImportColumns({ head, columns, sample, onChange }: Props) {
  const own = useQuery(attributesQuery('contact')).data?.attributes ?? [];
  const choices = [
    { value: '', label: texts.nowhere },
    ...fields.map((field) => ({ value: field, label: contactTexts[field] })),
    ...(own.length > 0
      ? [
          {
            group: texts.own,
            items: own.map(({ key, label }) => ({ value: `attributes.${key}`, label })),
          },
        ]
      : []),
  ];
  return (
    <>
      <h2>{texts.columns}</h2>
      <p className={classes.dim}>{texts.columnsHint}</p>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.column}</Table.Th>
            <Table.Th>{texts.example}</Table.Th>
            <Table.Th>{texts.goesInto}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {head.map((name, index) => (
            // Columns have no identity but their place.
            <Table.Tr key={index}>
              <Table.Td data-label={texts.column} dir="auto">
                {name}
              </Table.Td>
              <Table.Td data-label={texts.example} dir="auto">
                {sample
                  .map((row) => row[index])
                  .filter(Boolean)
                  .slice(0, 3)
                  .join(' · ')}
              </Table.Td>
              <Table.Td data-label={texts.goesInto}>
                <NativeSelect
                  size="xs"
                  aria-label={texts.into(name)}
                  value={columns[index] ?? ''}
                  data={choices}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    onChange(head.map((_, at) => (at === index ? value || null : (columns[at] ?? null))));
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
