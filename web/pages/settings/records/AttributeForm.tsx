import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { AttributeDefinition, AttributeKind, AttributeType } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { attributeTexts as texts } from '../../../texts/contacts.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

interface Props {
  kind: AttributeKind;
  attribute: AttributeDefinition | undefined;
  onSaved: () => void;
  onClose: () => void;
}

/** What a key made of a name looks like: `Membership no.` as `membership_no`. */
const keyOf = (label: string): string =>
  label
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 50);

/** One attribute; its key and type are given once. */
export function AttributeForm({ kind, attribute, onSaved, onClose }: Props) {
  const form = useEditForm({
    initial: {
      label: attribute?.label ?? '',
      key: attribute?.key ?? '',
      type: attribute?.type ?? ('text' as AttributeType),
      choices: attribute?.choices.join('\n') ?? '',
      description: attribute?.description ?? '',
    },
    check: ({ label, key, type, choices }) => ({
      label: label.trim() === '' ? partTexts.needsName : undefined,
      key: /^[a-z][a-z0-9_]{0,49}$/.test(key) ? undefined : texts.keyBad,
      choices: type === 'choice' && linesOf(choices).length === 0 ? texts.needsChoices : undefined,
    }),
    save: ({ label, key, type, choices, description }) => {
      const shared = {
        label: label.trim(),
        description: description.trim(),
        ...(type === 'choice' && { choices: linesOf(choices) }),
      };
      return attribute
        ? api.attributes.update({ id: attribute.id }, shared)
        : api.attributes.create({ ...shared, recordKind: kind, key, type });
    },
  });
  const { values, set } = form;
  return (
    <EditDrawer
      title={attribute ? partTexts.editOf(attribute.label) : `${texts.add}: ${texts.kinds[kind]}`}
      form={form}
      onSaved={onSaved}
      onClose={onClose}
    >
      <TextInput
        label={texts.label}
        description={texts.labelHint}
        required
        maxLength={100}
        data-autofocus
        dir="auto"
        {...form.text('label')}
        onChange={(event) => {
          const label = event.currentTarget.value;
          // The key follows the name until it was written by hand.
          set({ label, ...(!attribute && values.key === keyOf(values.label) && { key: keyOf(label) }) });
        }}
      />
      <TextInput
        label={texts.key}
        description={texts.keyHint}
        required
        maxLength={50}
        disabled={attribute !== undefined}
        {...form.text('key')}
      />
      <NativeSelect
        label={texts.type}
        description={texts.typeHint}
        disabled={attribute !== undefined}
        value={values.type}
        data={Object.entries(texts.types).map(([value, label]) => ({ value, label }))}
        // The options are the types' own words.
        onChange={(event) => set({ type: event.currentTarget.value as AttributeType })}
      />
      {values.type === 'choice' && (
        <Textarea
          label={texts.choices}
          description={texts.choicesHint}
          required
          autosize
          minRows={3}
          maxRows={12}
          dir="auto"
          {...form.text('choices')}
        />
      )}
      <Textarea
        label={texts.description}
        autosize
        minRows={2}
        maxLength={500}
        dir="auto"
        {...form.text('description')}
      />
    </EditDrawer>
  );
}

/** What is written one a line, each once. */
const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
