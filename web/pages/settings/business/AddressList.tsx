import { Textarea } from '@mantine/core';
import { useState } from 'react';

/** Addresses, one a line. What is typed stays as it is until the field is left. */
export function AddressList(props: {
  label: string;
  description?: string;
  value: readonly string[];
  error?: string | undefined;
  required?: boolean;
  onChange: (addresses: string[]) => void;
}) {
  const [text, setText] = useState(props.value.join('\n'));
  return (
    <Textarea
      label={props.label}
      description={props.description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autosize
      minRows={2}
      maxRows={8}
      dir="ltr"
      required={props.required ?? false}
      value={text}
      error={props.error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        props.onChange(
          event.currentTarget.value
            .split(/[\s,;]+/)
            .map((one) => one.trim())
            .filter((one) => one !== ''),
        );
      }}
    />
  );
}
