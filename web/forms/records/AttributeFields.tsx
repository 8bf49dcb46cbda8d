import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttributeDefinition, AttributeKind, AttributeValues } from '../../../contract/api/index.ts';
import { attributesQuery } from '../../api/records.ts';
import { readAttribute, writeAttribute } from '../../lib/attribute-values.ts';
import { describeError } from '../../shell/tell.ts';
import { ownAttributeTexts as texts } from '../../texts/own-attributes.ts';
import { announce } from '../../../ui/index.ts';

interface Props {
  kind: AttributeKind;
  values: AttributeValues;
  /** Absent: they can only be read. */
  save?: ((change: Record<string, string | number | boolean | null>) => Promise<unknown>) | undefined;
  className?: string | undefined;
}

/** The workspace's own attributes of a record; each is saved when its field is left. */
export function AttributeFields({ kind, values, save, className }: Props) {
  const definitions = useQuery(attributesQuery(kind)).data?.attributes ?? [];
  if (definitions.length === 0) return null;
  return (
    <div className={className}>
      {definitions.map((definition) => (
        <AttributeField
          // What somebody else wrote meanwhile stands there at once.
          key={`${definition.id} ${String(values[definition.key])}`}
          definition={definition}
          value={values[definition.key]}
          save={save}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  definition: AttributeDefinition;
  value: AttributeValues[string] | undefined;
  save: Props['save'];
}

function AttributeField({ definition, value, save }: FieldProps) {
  const before = writeAttribute(value);
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState<string>();
  const keep = async (next: string) => {
    if (!save || next.trim() === before) return;
    setProblem(undefined);
    try {
      await save({ [definition.key]: readAttribute(definition, next) });
      announce(`${definition.label}: ${texts.saved}`);
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  const shared = {
    size: 'xs' as const,
    label: definition.label,
    description: definition.description || undefined,
    error: problem,
    value: text,
    disabled: save === undefined,
    dir: 'auto' as const,
  };
  if (definition.type === 'boolean' || definition.type === 'choice') {
    const choices =
      definition.type === 'choice'
        ? definition.choices.map((choice) => ({ value: choice, label: choice }))
        : [
            { value: 'true', label: texts.yes },
            { value: 'false', label: texts.no },
          ];
    // A value that is no choice any more is still shown.
    const known = text === '' || choices.some((choice) => choice.value === text);
    return (
      <NativeSelect
        {...shared}
        data={[
          { value: '', label: texts.notSet },
          ...choices,
          ...(known ? [] : [{ value: text, label: text }]),
        ]}
        onChange={(event) => {
          setText(event.currentTarget.value);
          void keep(event.currentTarget.value);
        }}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      {...(definition.type === 'date' ? { type: 'date' } : { maxLength: 1000 })}
      inputMode={definition.type === 'number' ? 'decimal' : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void keep(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          void keep(text);
        }
        if (event.key === 'Escape' && text !== before) {
          event.stopPropagation();
          setText(before);
          setProblem(undefined);
        }
      }}
    />
  );
}
