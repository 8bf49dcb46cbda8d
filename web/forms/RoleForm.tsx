import { Checkbox, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { Permission, Role, WorkspaceRole, WorkspaceRoleInput } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { useMay } from '../api/session.ts';
import { refreshSetup } from '../api/setup.ts';
import { roleOptions } from '../lib/roles.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../pages/settings/parts/index.ts';
import { partTexts } from '../texts/settings-parts.ts';
import { staffTexts } from '../texts/staff.ts';
import { workTexts } from '../texts/work.ts';

const texts = staffTexts.roles;
// The keys of an object that is written down in the texts.
export const permissionNames = Object.entries(texts.names) as [Permission, string][];

export const newRole: WorkspaceRoleInput = {
  name: '',
  description: '',
  rank: 'agent',
  permissions: ['conversations.answer', 'conversations.close', 'contacts.manage'],
};

/** A role of the workspace's own; without one it makes one, from `start`. */
export function RoleForm(props: {
  role?: WorkspaceRole | undefined;
  start: WorkspaceRoleInput;
  onClose: () => void;
}) {
  const { role, onClose } = props;
  const may = useMay();
  const form = useEditForm<WorkspaceRoleInput>({
    initial: props.start,
    check: ({ name }) => ({ name: name.trim() === '' ? partTexts.needsName : undefined }),
    save: async (values) => {
      await (role
        ? api.roles.update({ id: role.id }, { ...values, version: role.version })
        : api.roles.create(values));
      await refreshSetup();
    },
  });
  const { values, set } = form;
  const toggle = (permission: Permission, wanted: boolean) =>
    set({
      permissions: wanted
        ? [...values.permissions, permission]
        : values.permissions.filter((one) => one !== permission),
    });
  return (
    <EditDrawer title={role ? partTexts.editOf(role.name) : texts.add} form={form} onClose={onClose}>
      <TextInput label={workTexts.name} maxLength={100} data-autofocus {...form.text('name')} />
      <Textarea
        label={workTexts.description}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.text('description')}
      />
      <NativeSelect
        label={texts.rank}
        description={texts.rankHint}
        data={roleOptions}
        value={values.rank}
        // The options are the roles' own words.
        onChange={(event) => set({ rank: event.currentTarget.value as Role })}
      />
      <FieldGroup title={texts.permissions}>
        <Stack gap={8}>
          {permissionNames.map(([permission, label]) => (
            <Checkbox
              key={permission}
              label={label}
              // Nobody gives what they have not.
              disabled={!may(permission)}
              checked={values.permissions.includes(permission)}
              onChange={(event) => toggle(permission, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </FieldGroup>
    </EditDrawer>
  );
}
