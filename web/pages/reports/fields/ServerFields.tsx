import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataServersQuery, foreignDatasetQuery } from '../../../api/data-servers.ts';
import { describeError } from '../../../shell/tell.ts';
import { dataServerTexts as texts } from '../../../texts/data-servers.ts';
import { optionTexts } from '../../../texts/report-options.ts';
import { ServerForm } from '../../accounts/servers/ServerForm.tsx';

interface FieldProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  disabled: boolean;
  value: string;
  onChange: (value: string) => void;
}

const figures = new Intl.NumberFormat();
const dim = { margin: '4px 0 0', fontSize: 13, color: 'var(--text-dim)', overflowWrap: 'anywhere' } as const;

/** A server with Domo's API; a new one can be added without leaving. */
export function ServerField(props: FieldProps) {
  const { data, isError, error } = useQuery(dataServersQuery);
  const [adding, setAdding] = useState(false);
  const servers = data?.servers ?? [];
  return (
    <>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          style={{ flex: '1 1 220px' }}
          label={props.label}
          description={props.description}
          error={isError ? describeError(error) : props.error}
          disabled={props.disabled}
          value={props.value}
          data={[
            { value: '', label: servers.length === 0 ? texts.none : texts.choose },
            ...servers.map(({ id, name, host }) => ({ value: id, label: `${name} – ${host}` })),
          ]}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
        {!props.disabled && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {texts.add}
          </Button>
        )}
      </Group>
      {adding && <ServerForm onSaved={({ id }) => props.onChange(id)} onClose={() => setAdding(false)} />}
    </>
  );
}

/** A DataSet of that server, by id or address: what it is is asked of the server, and shown. */
export function ServerDatasetField(props: FieldProps & { serverId: string }) {
  const [dataset] = useDebouncedValue(props.value.trim(), 400);
  const query = useQuery(foreignDatasetQuery(props.serverId, dataset));
  const isAsked = props.serverId !== '' && dataset !== '';
  return (
    <div>
      <TextInput
        label={props.label}
        description={props.description}
        error={isAsked && query.isError ? describeError(query.error) : props.error}
        disabled={props.disabled}
        maxLength={2_000}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <div role="status">
        {isAsked && query.isFetching && <p style={dim}>{texts.asks}</p>}
        {isAsked && query.data && (
          <p style={dim}>
            {texts.found(query.data.name, figures.format(query.data.rows))}{' '}
            {optionTexts.columnsOf(query.data.columns.map(({ name }) => name))}
          </p>
        )}
      </div>
    </div>
  );
}
