import { NativeSelect, Switch, TextInput } from '@mantine/core';
import type { CapacityProfile, CapacityProfileInput } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { refreshSetup } from '../api/setup.ts';
import { EditDrawer, useEditForm } from '../pages/settings/parts/index.ts';
import { partTexts } from '../texts/settings-parts.ts';
import { workTexts } from '../texts/work.ts';
import { NumberField } from './NumberField.tsx';

const texts = workTexts.profiles;

/** A capacity profile; without one it makes one. */
export function ProfileForm(props: { profile: CapacityProfile | undefined; onClose: () => void }) {
  const { profile, onClose } = props;
  const form = useEditForm<CapacityProfileInput>({
    initial: {
      name: profile?.name ?? '',
      itemLimit: profile?.itemLimit ?? 3,
      reset: profile?.reset ?? 'immediate',
      blocksAssignment: profile?.blocksAssignment ?? false,
    },
    check: ({ name }) => ({ name: name.trim() === '' ? partTexts.needsName : undefined }),
    save: async (values) => {
      await (profile
        ? api.profiles.update({ id: profile.id }, { ...values, version: profile.version })
        : api.profiles.create(values));
      await refreshSetup();
    },
  });
  const { values, set } = form;
  return (
    <EditDrawer
      title={profile ? partTexts.editOf(profile.name) : texts.add}
      form={form}
      onClose={onClose}
      size="md"
    >
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <NumberField
        label={texts.limit}
        description={texts.limitHint}
        min={1}
        max={10000}
        value={values.itemLimit}
        error={form.errorOf('itemLimit')}
        onChange={(limit) => set({ itemLimit: Number(limit) })}
      />
      <NativeSelect
        label={texts.reset}
        description={texts.resetFixed}
        disabled={profile !== undefined}
        data={Object.entries(texts.resets).map(([value, label]) => ({ value, label }))}
        value={values.reset}
        error={form.errorOf('reset')}
        onChange={(event) =>
          set({ reset: event.currentTarget.value === 'end_of_day' ? 'end_of_day' : 'immediate' })
        }
      />
      <Switch
        label={texts.blocks}
        description={texts.blocksHint}
        checked={values.blocksAssignment}
        onChange={(event) => set({ blocksAssignment: event.currentTarget.checked })}
      />
    </EditDrawer>
  );
}
