import { ActionIcon, Group, NativeSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { AgentInput } from '../../../contract/api/index.ts';
import { staffTexts } from '../../texts/staff.ts';
import type { useChoices } from './choices.ts';

const texts = staffTexts.agents;
type Skills = AgentInput['skills'];

/** Skills with their proficiency. */
export function SkillsField(props: {
  value: Skills;
  choices: ReturnType<typeof useChoices>;
  error: string | undefined;
  onChange: (skills: Skills) => void;
}) {
  const { value, choices, onChange } = props;
  const rest = choices.skills.filter((skill) => !value.some((one) => one.skillId === skill.id));
  const nameOf = (id: string) => choices.skills.find((skill) => skill.id === id)?.name ?? '…';
  return (
    <>
      {value.map(({ skillId, rating }) => (
        <Group key={skillId} gap="xs" align="flex-end">
          <NativeSelect
            label={texts.proficiency(nameOf(skillId))}
            flex={1}
            value={String(rating)}
            data={choices.stepsOf(skillId).map((step) => ({ value: String(step.value), label: step.name }))}
            onChange={(event) => {
              const next = Number(event.currentTarget.value);
              onChange(value.map((one) => (one.skillId === skillId ? { skillId, rating: next } : one)));
            }}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size={36}
            aria-label={texts.removeSkill(nameOf(skillId))}
            onClick={() => onChange(value.filter((one) => one.skillId !== skillId))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {rest.length > 0 && (
        <NativeSelect
          label={texts.addSkill}
          error={props.error}
          value=""
          data={[{ value: '', label: '' }, ...rest.map((skill) => ({ value: skill.id, label: skill.name }))]}
          onChange={(event) => {
            const skillId = event.currentTarget.value;
            const rating = choices.stepsOf(skillId)[0]?.value;
            if (rating !== undefined) onChange([...value, { skillId, rating }]);
          }}
        />
      )}
    </>
  );
}
