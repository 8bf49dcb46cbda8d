import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Skill, SkillInput } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { ratingModelsQuery, refreshSetup } from '../../api/setup.ts';
import { EditDrawer, useEditForm } from '../../pages/settings/parts/index.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { workTexts } from '../../texts/work.ts';

const texts = workTexts.skills;

/** A skill; without one it makes one. */
export function SkillForm({ skill, onClose }: { skill: Skill | undefined; onClose: () => void }) {
  const models = useQuery(ratingModelsQuery).data?.items ?? [];
  const form = useEditForm<SkillInput>({
    initial: {
      name: skill?.name ?? '',
      kind: skill?.kind ?? '',
      description: skill?.description ?? '',
      ratingModelId: skill?.ratingModelId ?? null,
    },
    check: ({ name }) => ({ name: name.trim() === '' ? partTexts.needsName : undefined }),
    save: async (values) => {
      await (skill
        ? api.skills.update({ id: skill.id }, { ...values, version: skill.version })
        : api.skills.create(values));
      await refreshSetup();
    },
  });
  return (
    <EditDrawer
      title={skill ? partTexts.editOf(skill.name) : texts.add}
      form={form}
      onClose={onClose}
      size="md"
    >
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <TextInput label={texts.kind} description={texts.kindHint} maxLength={60} {...form.text('kind')} />
      <Textarea
        label={workTexts.description}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.text('description')}
      />
      <NativeSelect
        label={texts.model}
        data={[
          ...(skill ? [] : [{ value: '', label: texts.modelStandard }]),
          ...models.map((model) => ({ value: model.id, label: model.name })),
        ]}
        value={form.values.ratingModelId ?? ''}
        error={form.errorOf('ratingModelId')}
        onChange={(event) => form.set({ ratingModelId: event.currentTarget.value || null })}
      />
    </EditDrawer>
  );
}
