import {
  Alert,
  Button,
  Checkbox,
  Drawer,
  FileButton,
  Group,
  Loader,
  NativeSelect,
  Progress,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ColumnTypeName, DatasetColumn, DatasetUpload } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { uploadData } from '../../api/upload.ts';
import { queryClient } from '../../api/query-client.ts';
import { describeError } from '../../shell/tell.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';

const TYPES = Object.entries(texts.types).map(([value, label]) => ({ value, label }));

/** A file becomes a DataSet: sent, looked at, named, taken in as a whole. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const [percent, setPercent] = useState(0);
  const [name, setName] = useState('');
  const sending = useMutation({
    mutationFn: (file: File) => {
      setPercent(0);
      setName(file.name.replace(/\.[^.]+$/, '').slice(0, 255));
      return uploadData(file, { signal: new AbortController().signal, onProgress: setPercent });
    },
  });
  const choose = (label: string, variant: 'filled' | 'default') => (
    <FileButton
      onChange={(file) => file && sending.mutate(file)}
      accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet"
    >
      {(props) => (
        <Button {...props} variant={variant} disabled={sending.isPending}>
          {label}
        </Button>
      )}
    </FileButton>
  );
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={texts.importTitle}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Stack gap="md">
        <Text size="sm" c="var(--text-dim)">
          {texts.importHint}
        </Text>
        <Group>
          {choose(sending.data ? texts.another : texts.choose, sending.data ? 'default' : 'filled')}
        </Group>
        {sending.isPending && (
          <div role="status">
            <Text size="sm" mb={6}>
              {percent < 100 ? texts.uploading(percent) : texts.looking}
            </Text>
            {percent < 100 ? (
              <Progress value={percent} aria-label={texts.uploading(percent)} />
            ) : (
              <Loader size="sm" />
            )}
          </div>
        )}
        {sending.isError && (
          <Alert color="red" title={texts.cannotUpload}>
            {describeError(sending.error)}
          </Alert>
        )}
        {sending.data && (
          <Shape key={sending.data.uploadId} file={sending.data} name={name} onName={setName} />
        )}
      </Stack>
    </Drawer>
  );
}

/** What the file seems to hold, to be put right before it is taken in. */
function Shape(props: { file: DatasetUpload; name: string; onName: (name: string) => void }) {
  const { file, name } = props;
  const navigate = useNavigate();
  const [hasHeader, setHasHeader] = useState(file.hasHeader);
  const [skipBad, setSkipBad] = useState(false);
  const [columns, setColumns] = useState<readonly DatasetColumn[]>(file.columns);
  const isCsv = file.format === 'csv';
  const change = (at: number, column: Partial<DatasetColumn>) =>
    setColumns(columns.map((one, index) => (index === at ? { ...one, ...column } : one)));
  const making = useMutation({
    mutationFn: () =>
      api.datasets.create({
        uploadId: file.uploadId,
        name: name.trim(),
        columns: columns.map((column) => ({ ...column, name: column.name.trim() })),
        hasHeader,
        badLines: skipBad ? 'collect' : 'refuse',
        ...(file.delimiter !== undefined && { delimiter: file.delimiter }),
      }),
    onSuccess: async ({ dataset, badLines }) => {
      await queryClient.invalidateQueries({ queryKey: ['setup', 'dataset'] });
      if (badLines.length === 0) await open(dataset.id);
    },
  });
  const open = (datasetId: string) =>
    navigate({ to: '/datasources/$datasetId/details/data', params: { datasetId } });
  const made = making.data;
  if (made) {
    return (
      <Alert color="yellow" title={texts.madeWithout(made.badLines.length)}>
        <ul>
          {made.badLines.slice(0, 20).map(({ line, problem }) => (
            <li key={`${line} ${problem}`}>{texts.badLine(line, problem)}</li>
          ))}
        </ul>
        <Button onClick={() => void open(made.dataset.id)}>{texts.toDataset}</Button>
      </Alert>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        making.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={texts.name}
          required
          withAsterisk={false}
          maxLength={255}
          value={name}
          onChange={(event) => props.onName(event.currentTarget.value)}
        />
        {isCsv && (
          <>
            <Checkbox
              label={texts.hasHeader}
              checked={hasHeader}
              onChange={(event) => setHasHeader(event.currentTarget.checked)}
            />
            <Checkbox
              label={texts.skipBad}
              checked={skipBad}
              onChange={(event) => setSkipBad(event.currentTarget.checked)}
            />
          </>
        )}
        <Table verticalSpacing={4} aria-label={texts.columnsTitle}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.columnsTitle}</Table.Th>
              <Table.Th>{texts.example}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((column, at) => (
              // A column's place is what tells it from others while its name is written.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <Table.Tr key={at}>
                <Table.Td>
                  <TextInput
                    size="xs"
                    aria-label={texts.columnName(at + 1)}
                    maxLength={255}
                    // In these files values stand under names.
                    readOnly={!isCsv}
                    value={column.name}
                    onChange={(event) => change(at, { name: event.currentTarget.value })}
                  />
                  <NativeSelect
                    mt={4}
                    size="xs"
                    aria-label={texts.columnType(column.name)}
                    value={column.type}
                    data={TYPES}
                    // The options are the types.
                    onChange={(event) => change(at, { type: event.currentTarget.value as ColumnTypeName })}
                  />
                </Table.Td>
                <Table.Td dir="auto" style={{ overflowWrap: 'anywhere' }}>
                  {file.sample[0]?.[at] ?? texts.nothing}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {making.isError && (
          <Alert color="red" title={texts.cannotCreate} role="alert">
            {describeError(making.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={making.isPending} disabled={name.trim() === ''}>
            {texts.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
