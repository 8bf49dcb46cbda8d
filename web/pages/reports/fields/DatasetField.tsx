import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { datasetQuery, datasetsQuery } from '../../../api/datasets.ts';
import { findDatasetId, looksLikeAddress } from '../../../lib/dataset-address.ts';
import { describeError } from '../../../shell/tell.ts';
import { optionTexts as texts } from '../../../texts/report-options.ts';

export interface DatasetFieldProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  disabled: boolean;
  value: string;
  onChange: (datasetId: string) => void;
}

/** A DataSet: found by its name, or by its id or the address of its page. */
export function DatasetField(props: DatasetFieldProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const [q] = useDebouncedValue((typed ?? '').trim(), 200);
  const chosen = useQuery({ ...datasetQuery(value), enabled: value !== '', retry: false });
  const isAddress = looksLikeAddress(q);
  const list = useQuery({
    ...datasetsQuery({ ...(q && !isAddress && { q }), order: 'name', limit: 50 }),
    enabled: !props.disabled,
  });
  const found = list.data?.datasets.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const own = chosen.data ? { value, label: chosen.data.name } : { value, label: value };
  const data = value === '' || found.some((one) => one.value === value) ? found : [own, ...found];
  const columns = chosen.data?.columns.map(({ name }) => name) ?? [];
  const wrongId = isAddress && findDatasetId(q) === undefined;
  const problem = wrongId
    ? texts.notDatasetId
    : value !== '' && chosen.isError
      ? describeError(chosen.error)
      : left && value === '' && (typed ?? '').trim() !== ''
        ? texts.noneChosen
        : props.error;
  return (
    <div>
      <Select
        ref={input}
        label={props.label}
        description={props.description ?? texts.datasetHint}
        error={problem}
        disabled={props.disabled}
        data={data}
        value={value === '' ? null : value}
        onChange={(next) => {
          onChange(next ?? '');
          setTyped(undefined);
        }}
        searchable
        searchValue={typed ?? (value === '' ? '' : own.label)}
        onFocus={() => setLeft(false)}
        // What was typed stays when the field is left: it is chosen where it is a name, or can be put right.
        onBlur={() => {
          setLeft(true);
          const named = found.filter(({ label }) => label.toLowerCase() === q.toLowerCase());
          const [only] = named;
          if (typed !== undefined && only && named.length === 1) {
            onChange(only.value);
            setTyped(undefined);
          } else if (value !== '' && !isAddress) setTyped(undefined);
        }}
        clearable
        clearButtonProps={{ 'aria-label': texts.takeOutAll }}
        // The server looks for it.
        filter={({ options }) => options}
        onSearchChange={(text) => {
          // The list writes its own text back when the field is left: that is nobody's typing.
          if (document.activeElement !== input.current) return;
          setTyped(text === own.label ? undefined : text);
          const id = findDatasetId(text);
          if (id && id !== value) onChange(id);
        }}
        nothingFoundMessage={list.isFetching ? texts.looksUp : texts.noDataset}
        maxDropdownHeight={260}
        // In its own part of the page, where a screen reader finds it.
        comboboxProps={{ withinPortal: false }}
      />
      {columns.length > 0 && (
        <p style={{ margin: '4px 0 0', fontSize: 13, color: 'var(--text-dim)', overflowWrap: 'anywhere' }}>
          {texts.columnsOf(columns)}
        </p>
      )}
    </div>
  );
}
