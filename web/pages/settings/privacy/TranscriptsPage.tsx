import { Button, Checkbox, Group, NativeSelect, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TranscriptFilter, TranscriptFormat } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { handlesQuery } from '../../../api/queries.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { describeError, tellDone } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { transcriptTexts as texts } from '../../../texts/privacy.ts';
import classes from '../settings.module.css';

const key = ['setup', 'transcript_export'] as const;

/** Conversations as files: chosen here, made in the background, fetched here. */
export function TranscriptsPage() {
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.transcripts.list({ limit: 50 }, { signal }),
  });
  const exports = query.data?.exports ?? [];
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <MakeForm />
      <h3>{texts.list}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && exports.length === 0 && <EmptyState title={texts.none}>{texts.noneHint}</EmptyState>}
      {exports.length > 0 && (
        <Table className={classes.table}>
          <Table.Tbody>
            {exports.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{formatDayAndTime(one.requestedAt)}</Table.Td>
                <Table.Td>{texts.formats[one.format]}</Table.Td>
                <Table.Td>{one.failure ?? texts.progress(one.done, one.total)}</Table.Td>
                <Table.Td>
                  {one.byteSize !== null && one.expiresAt && (
                    <>
                      <a href={`/api/transcripts/${one.id}/file`} download>
                        {texts.download}
                      </a>{' '}
                      <span className={classes.dim}>{texts.expires(formatDayAndTime(one.expiresAt))}</span>
                    </>
                  )}
                  {one.state === 'done' && one.byteSize === null && texts.gone}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function MakeForm() {
  const queries = useQueryClient();
  const handles = useQuery(handlesQuery);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [tag, setTag] = useState('');
  const [handleId, setHandleId] = useState('');
  const [format, setFormat] = useState<TranscriptFormat>('html');
  const [withFiles, setWithFiles] = useState(true);
  const [withNotes, setWithNotes] = useState(false);
  const [problem, setProblem] = useState<string>();
  const make = async () => {
    setProblem(undefined);
    const filter: TranscriptFilter = {
      ...(from && { from: new Date(from).toISOString() }),
      ...(until && { until: new Date(until).toISOString() }),
      ...(tag.trim() && { tag: tag.trim().toLowerCase() }),
      ...(handleId && { handleId }),
    };
    try {
      await api.transcripts.create({ filter, format, withFiles, withNotes });
      tellDone(texts.asked);
      await queries.invalidateQueries({ queryKey: key });
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  return (
    <form
      aria-label={texts.make}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          type="date"
          label={texts.from}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={texts.until}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <TextInput
          label={texts.tag}
          maxLength={60}
          value={tag}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <NativeSelect
          label={texts.handle}
          value={handleId}
          data={[
            { value: '', label: texts.any },
            ...(handles.data?.handles ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setHandleId(event.currentTarget.value)}
        />
        <NativeSelect
          label={texts.format}
          value={format}
          data={Object.entries(texts.formats).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === 'html' || value === 'json' || value === 'csv') setFormat(value);
          }}
        />
      </Group>
      <Group mt="sm" gap="md">
        <Checkbox
          label={texts.files}
          checked={withFiles}
          onChange={(event) => setWithFiles(event.currentTarget.checked)}
        />
        <Checkbox
          label={texts.notes}
          checked={withNotes}
          onChange={(event) => setWithNotes(event.currentTarget.checked)}
        />
        <Button type="submit">{texts.make}</Button>
      </Group>
      {problem && (
        <p role="alert" className={classes.dim}>
          {problem}
        </p>
      )}
    </form>
  );
}
