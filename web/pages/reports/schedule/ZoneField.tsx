import { Select } from '@mantine/core';

/** Every zone that this browser knows; one that it does not know stays choosable while it is set. */
export function ZoneField(props: {
  label: string;
  hint?: string;
  value: string;
  disabled: boolean;
  onChange: (zone: string) => void;
}) {
  const { value } = props;
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return (
    <Select
      label={props.label}
      description={props.hint}
      disabled={props.disabled}
      searchable
      allowDeselect={false}
      data={known.includes(value) ? known : [value, ...known]}
      value={value}
      limit={100}
      maxDropdownHeight={260}
      onChange={(zone) => zone && props.onChange(zone)}
      maw={320}
    />
  );
}
