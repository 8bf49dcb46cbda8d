import { ActionIcon, CopyButton, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface Props {
  label: string;
  value: string;
  description?: string;
  copyLabel: string;
  copiedLabel: string;
}

/** A value to take elsewhere, with a copy button. */
export function CopyField({ label, value, description, copyLabel, copiedLabel }: Props) {
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      readOnly
      dir="ltr"
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={
        <CopyButton value={value} timeout={2_000}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? copiedLabel : copyLabel} position="left">
              <ActionIcon
                variant="subtle"
                onClick={copy}
                aria-label={`${copied ? copiedLabel : copyLabel}: ${label}`}
              >
                {copied ? <IconCheck size={16} color="var(--good)" /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
