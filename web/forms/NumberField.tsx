import { NumberInput, type NumberInputProps } from '@mantine/core';
import { describeBounds } from '../lib/number-bounds.ts';

/**
 * A number that stays what was typed: out of its bounds it is refused in words beside it, never changed silently. The
 * server refuses it too.
 */
export function NumberField({ error, ...props }: NumberInputProps) {
  const { value, min, max } = props;
  return <NumberInput clampBehavior="none" {...props} error={error ?? describeBounds(value, min, max)} />;
}
