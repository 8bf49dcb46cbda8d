import { ActionIcon, Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ContextVariable } from '../../../contract/api/index.ts';
import { FieldGroup } from '../../pages/settings/parts/index.ts';
import { workTexts } from '../../texts/work.ts';
import type { SettingsFields } from './WorkStreamForm.tsx';

const texts = workTexts.streams;

/** True when the server would refuse it. */
export function variableProblem({ name, label }: ContextVariable): boolean {
  return !/^[A-Za-z][A-Za-z0-9_]{0,49}$/.test(name) || label.trim() === '';
}

/** Values that programs and rules set on a conversation. */
export function VariableFields({ settings, set, errorOf }: SettingsFields) {
  const variables = settings.contextVariables;
  const problem = errorOf('contextVariables');
  const setAt = (index: number, part: Partial<ContextVariable>) =>
    set({ contextVariables: variables.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <FieldGroup title={texts.variables} hint={texts.variablesHint}>
      {variables.map((variable, index) => (
        // A variable has no other identity than its place while it is written.
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added and removed
        <Group key={index} gap="xs" align="flex-end">
          <TextInput
            label={texts.variableName}
            flex="1 1 120px"
            maxLength={50}
            spellCheck={false}
            dir="ltr"
            value={variable.name}
            error={problem && variableProblem(variable) ? problem : undefined}
            onChange={(event) => setAt(index, { name: event.currentTarget.value })}
          />
          <TextInput
            label={texts.variableLabel}
            flex="1 1 120px"
            maxLength={100}
            value={variable.label}
            onChange={(event) => setAt(index, { label: event.currentTarget.value })}
          />
          <NativeSelect
            label={texts.variableType}
            value={variable.type}
            data={[
              { value: 'text', label: texts.variableTypes.text },
              { value: 'number', label: texts.variableTypes.number },
            ]}
            onChange={(event) =>
              setAt(index, { type: event.currentTarget.value === 'number' ? 'number' : 'text' })
            }
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size={36}
            aria-label={texts.variableRemove(variable.name)}
            onClick={() => set({ contextVariables: variables.filter((_, at) => at !== index) })}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {variables.length < 50 && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set({ contextVariables: [...variables, { name: '', label: '', type: 'text' }] })}
        >
          {texts.variableAdd}
        </Button>
      )}
    </FieldGroup>
  );
}
