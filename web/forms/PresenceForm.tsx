import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { OwnPresence, PresenceOptionInput } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { refreshSetup } from '../api/setup.ts';
import { EditDrawer, useEditForm } from '../pages/settings/parts/index.ts';
import { partTexts } from '../texts/settings-parts.ts';
import { workTexts } from '../texts/work.ts';

const texts = workTexts.presences;
const bases = Object.entries(workTexts.streams.presenceNames).map(([value, label]) => ({ value, label }));

/** A presence of the workspace's own; without one it makes one. */
export function PresenceForm(props: { presence: OwnPresence | undefined; onClose: () => void }) {
  const { presence, onClose } = props;
  const form = useEditForm<PresenceOptionInput>({
    initial: {
      name: presence?.name ?? '',
      text: presence?.text ?? '',
      base: presence?.base ?? 'away',
      description: presence?.description ?? '',
    },
    check: ({ name, text }) => ({
      name: name.trim() === '' ? partTexts.needsName : undefined,
      text: text.trim() === '' ? partTexts.needsText : undefined,
    }),
    save: async (values) => {
      await (presence
        ? api.presenceOptions.update({ id: presence.id }, { ...values, version: presence.version })
        : api.presenceOptions.create(values));
      await refreshSetup();
    },
  });
  return (
    <EditDrawer
      title={presence ? partTexts.editOf(presence.name) : texts.add}
      form={form}
      onClose={onClose}
      size="md"
    >
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <TextInput label={texts.text} maxLength={100} {...form.text('text')} />
      <NativeSelect
        label={texts.base}
        description={texts.baseHint}
        data={bases}
        value={form.values.base}
        error={form.errorOf('base')}
        // The options are the presences' own words.
        onChange={(event) => form.set({ base: event.currentTarget.value as PresenceOptionInput['base'] })}
      />
      <Textarea
        label={workTexts.description}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.text('description')}
      />
    </EditDrawer>
  );
}
