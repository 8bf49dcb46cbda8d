import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** What a field with a value to take elsewhere is told. */
export interface CopyProps {
  label: string;
  value: string;
  description?: string;
  copyLabel: string;
  copiedLabel: string;
}

/** The button that copies, beside what it copies. */
export function CopyAction({ label, value, copyLabel, copiedLabel }: CopyProps) {
  return (
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
  );
}
