import { ActionIcon, CopyButton, Textarea, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface Props {
  label: string;
  value: string;
  description?: string;
  copyLabel: string;
  copiedLabel: string;
}

/** Several lines to take elsewhere, with a copy button. */
export function CopyBlock({ label, value, description, copyLabel, copiedLabel }: Props) {
  return (
    <Textarea
      label={label}
      description={description}
      value={value}
      readOnly
      autosize
      minRows={2}
      maxRows={12}
      dir="ltr"
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      styles={{
        input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, wordBreak: 'break-word' },
        section: { alignItems: 'flex-start', paddingTop: 4 },
      }}
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
