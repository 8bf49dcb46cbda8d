import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import type { Team, TeamInput } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { refreshSetup } from '../api/setup.ts';
import { useMembers } from '../lib/members.ts';
import { EditDrawer, useEditForm } from '../pages/settings/parts/index.ts';
import { partTexts } from '../texts/settings-parts.ts';
import { staffTexts } from '../texts/staff.ts';
import { workTexts } from '../texts/work.ts';

const texts = staffTexts.teams;

/** A team; without one it makes one. */
export function TeamForm({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const { active } = useMembers();
  const form = useEditForm<TeamInput>({
    initial: {
      name: team?.name ?? '',
      description: team?.description ?? '',
      memberIds: team?.memberIds ?? [],
    },
    check: ({ name }) => ({ name: name.trim() === '' ? partTexts.needsName : undefined }),
    save: async (values) => {
      await (team
        ? api.teams.update({ id: team.id }, { ...values, version: team.version })
        : api.teams.create(values));
      await refreshSetup();
    },
  });
  return (
    <EditDrawer
      title={team ? partTexts.editOf(team.name) : texts.add}
      form={form}
      onClose={onClose}
      size="md"
    >
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <Textarea
        label={workTexts.description}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.text('description')}
      />
      <MultiSelect
        label={texts.members}
        searchable
        data={active.map((member) => ({ value: member.id, label: member.name }))}
        value={form.values.memberIds}
        error={form.errorOf('memberIds')}
        onChange={(memberIds) => form.set({ memberIds })}
      />
    </EditDrawer>
  );
}
