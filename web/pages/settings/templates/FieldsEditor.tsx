import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconGripVertical, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateField } from '../../../../contract/api/index.ts';
import { templateSlugs } from '../../../../contract/api/template-standard.ts';
import { useReorder } from '../../../../ui/index.ts';
import { slugNames, templateTexts as texts } from '../../../texts/templates.ts';
import classes from './templates.module.css';

interface Props {
  fields: readonly TemplateField[];
  onChange: (fields: TemplateField[]) => void;
  error: string | undefined;
}

const most = 12;
const context = 'context:';

const choices = [
  ...templateSlugs.map((slug) => ({ value: slug as string, label: slugNames[slug] })),
  { value: context, label: 'Context variable…' },
];

/** What the card shows, line by line: the workspace's own heading, and a value. */
export function FieldsEditor({ fields, onChange, error }: Props) {
  // Each line keeps its key while it is moved or written in.
  const [keys, setKeys] = useState<string[]>(() => fields.map(() => crypto.randomUUID()));
  const nameOf = (key: string) => fields[keys.indexOf(key)]?.heading || '…';
  const { handleProps, dropSide } = useReorder(
    keys,
    (next) => {
      onChange(next.flatMap((key) => fields[keys.indexOf(key)] ?? []));
      setKeys(next);
    },
    {
      move: (key) => texts.moveField(nameOf(key)),
      hint: texts.moveHint,
      moved: (key, place, of) => texts.moved(nameOf(key), place, of),
    },
  );
  const put = (index: number, part: Partial<TemplateField>) =>
    onChange(fields.map((field, each) => (each === index ? { ...field, ...part } : field)));
  const remove = (index: number) => {
    setKeys(keys.filter((_, each) => each !== index));
    onChange(fields.filter((_, each) => each !== index));
  };
  const add = () => {
    setKeys([...keys, crypto.randomUUID()]);
    onChange([...fields, { heading: slugNames.customer_name, slug: 'customer_name' }]);
  };
  return (
    <div className={classes.fields}>
      <ol aria-label={texts.fields}>
        {fields.map((field, index) => {
          const key = keys[index] ?? String(index);
          const isContext = field.slug.startsWith(context);
          return (
            <li key={key} className={classes.field} data-reorder={key} data-drop={dropSide(key)}>
              <button type="button" className={classes.handle} {...handleProps(key)}>
                <IconGripVertical size={16} aria-hidden />
              </button>
              <TextInput
                aria-label={texts.heading(index + 1)}
                maxLength={60}
                value={field.heading}
                error={field.heading.trim() === '' && error !== undefined}
                onChange={(event) => put(index, { heading: event.currentTarget.value })}
              />
              <Select
                aria-label={texts.value(index + 1)}
                allowDeselect={false}
                data={choices}
                value={isContext ? context : field.slug}
                onChange={(slug) => slug && put(index, { slug })}
              />
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={texts.removeField(field.heading)}
                onClick={() => remove(index)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
              {isContext && (
                <TextInput
                  className={classes.variable}
                  aria-label={texts.variable}
                  placeholder={texts.variable}
                  maxLength={50}
                  value={field.slug.slice(context.length)}
                  onChange={(event) => put(index, { slug: context + event.currentTarget.value.trim() })}
                />
              )}
            </li>
          );
        })}
      </ol>
      {error && (
        <p className={classes.problem} role="alert" tabIndex={-1} data-problem>
          {error}
        </p>
      )}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={fields.length >= most}
        onClick={add}
      >
        {texts.addField}
      </Button>
    </div>
  );
}
