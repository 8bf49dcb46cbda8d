import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Rating, RatingModel, RatingModelInput } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { refreshSetup } from '../../api/setup.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../pages/settings/parts/index.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { workTexts } from '../../texts/work.ts';
import { NumberField } from '../NumberField.tsx';

const texts = workTexts.skills;

/** The steps of proficiency. */
export function RatingModelForm({ model, onClose }: { model: RatingModel | undefined; onClose: () => void }) {
  const form = useEditForm<RatingModelInput>({
    initial: { name: model?.name ?? '', ratings: model?.ratings ?? [{ name: '', value: 1 }] },
    check: ({ name, ratings }) => ({
      name: name.trim() === '' ? partTexts.needsName : undefined,
      ratings: ratings.some((step) => step.name.trim() === '') ? partTexts.needsName : undefined,
    }),
    save: async (values) => {
      await (model
        ? api.ratingModels.update({ id: model.id }, { ...values, version: model.version })
        : api.ratingModels.create(values));
      await refreshSetup();
    },
  });
  const { ratings } = form.values;
  const setAt = (index: number, part: Partial<Rating>) =>
    form.set({ ratings: ratings.map((step, at) => (at === index ? { ...step, ...part } : step)) });
  const next = Math.max(0, ...ratings.map((step) => step.value)) + 1;
  return (
    <EditDrawer
      title={model ? partTexts.editOf(model.name) : texts.modelAdd}
      form={form}
      onClose={onClose}
      size="md"
    >
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <FieldGroup title={texts.ratings}>
        {ratings.map((step, index) => (
          // A step has no other identity than its place while it is written.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added and removed
          <Group key={index} gap="xs" align="flex-end">
            <TextInput
              label={texts.ratingName}
              flex={1}
              maxLength={60}
              value={step.name}
              error={step.name.trim() === '' ? form.errorOf('ratings') : undefined}
              onChange={(event) => setAt(index, { name: event.currentTarget.value })}
            />
            <NumberField
              label={texts.ratingValue}
              w={96}
              min={1}
              max={1000}
              value={step.value}
              onChange={(value) => setAt(index, { value: Number(value) })}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              size={36}
              disabled={ratings.length === 1}
              aria-label={texts.ratingRemove(step.name)}
              onClick={() => form.set({ ratings: ratings.filter((_, at) => at !== index) })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {ratings.length < 20 && (
          <Button
            variant="default"
            size="xs"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => form.set({ ratings: [...ratings, { name: '', value: next }] })}
          >
            {texts.ratingAdd}
          </Button>
        )}
      </FieldGroup>
    </EditDrawer>
  );
}
