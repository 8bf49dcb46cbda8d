import { Textarea } from '@mantine/core';
import { CopyAction, type CopyProps } from './CopyAction.tsx';

/** Several lines to take elsewhere, with a copy button. */
export function CopyBlock(props: CopyProps & { rows?: number }) {
  const { label, value, description, rows = 2 } = props;
  return (
    <Textarea
      label={label}
      description={description}
      value={value}
      readOnly
      autosize
      minRows={rows}
      maxRows={12}
      dir="ltr"
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      styles={{
        input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, wordBreak: 'break-word' },
        section: { alignItems: 'flex-start', paddingTop: 4 },
      }}
      rightSection={<CopyAction {...props} />}
    />
  );
}
