import { Input } from '@mantine/core';
import classes from '../reports.module.css';

/** Several of some short words, as buttons that stay pressed. */
export function Chips<V extends number>(props: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  items: readonly { readonly value: V; readonly label: string; readonly long?: string }[];
  chosen: readonly V[];
  disabled?: boolean | undefined;
  onChange: (chosen: V[]) => void;
}) {
  const { items, chosen } = props;
  const toggle = (value: V) =>
    // In the order of the items, whatever the order of the clicks.
    props.onChange(
      items
        .map((item) => item.value)
        .filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one))),
    );
  return (
    <Input.Wrapper
      label={props.label}
      description={props.hint}
      error={props.error}
      labelElement="div"
      role="group"
      aria-label={props.label}
    >
      <div className={classes.chips} style={{ marginTop: 4 }}>
        {items.map((item) => (
          <button
            key={item.value}
            type="button"
            className={classes.chip}
            aria-pressed={chosen.includes(item.value)}
            title={item.long}
            disabled={props.disabled}
            onClick={() => toggle(item.value)}
          >
            {item.label}
          </button>
        ))}
      </div>
    </Input.Wrapper>
  );
}
