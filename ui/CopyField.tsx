import { TextInput } from '@mantine/core';
import { CopyAction, type CopyProps } from './CopyAction.tsx';

/** A value to take elsewhere, with a copy button. */
export function CopyField(props: CopyProps) {
  const { label, value, description } = props;
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      readOnly
      dir="ltr"
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={<CopyAction {...props} />}
    />
  );
}
