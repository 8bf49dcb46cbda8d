import { NativeSelect, NumberInput, Switch } from '@mantine/core';
import { useId, useState } from 'react';
import { settingsTexts as texts } from '../texts/settings.ts';

export type Scalar = string | number | boolean;

interface Props {
  name: string;
  help: string;
  value: Scalar;
  /** For texts: what it may be. */
  choices: readonly string[];
  onChange: (value: Scalar) => void;
}

/** One setting by the kind of its value: a switch, a number, a choice. */
export function Setting({ name, help, value, choices, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<number | null>(null);
  const finish = () => {
    if (typed !== null && typed !== value) onChange(typed);
    setTyped(null);
  };
  return (
    <div className="setting">
      <label htmlFor={id} className="row-words">
        <span className="strong">{name}</span>
        <span className="dim">{help}</span>
      </label>
      {typeof value === 'boolean' && (
        <Switch id={id} checked={value} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      )}
      {typeof value === 'number' && (
        <NumberInput
          id={id}
          size="xs"
          w={130}
          min={0}
          decimalScale={4}
          value={typed ?? value}
          onChange={(next) => setTyped(Number(next))}
          onBlur={finish}
          onKeyDown={({ key }) => key === 'Enter' && finish()}
        />
      )}
      {typeof value === 'string' && (
        <NativeSelect
          id={id}
          size="xs"
          data={[...new Set([value, ...choices])].map((choice) => ({
            value: choice,
            label: texts.choices[choice] ?? choice,
          }))}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </div>
  );
}
