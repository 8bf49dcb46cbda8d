import { Table } from '@mantine/core';
import { IconCheck, IconMinus, IconShieldHalf } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkspaceRole, WorkspaceRoleInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshSetup, rolesQuery } from '../../../api/setup.ts';
import { newRole, permissionNames, RoleForm } from '../../../forms/RoleForm.tsx';
import { roleNames } from '../../../texts/everywhere.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { staffTexts } from '../../../texts/staff.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import settings from '../settings.module.css';
import classes from './people.module.css';

const texts = staffTexts.roles;

type Layer = { edit: WorkspaceRole } | { make: WorkspaceRoleInput } | { remove: WorkspaceRole };

const inputOf = ({ name, description, rank, permissions }: WorkspaceRole): WorkspaceRoleInput => ({
  name,
  description,
  rank,
  permissions,
});

/** Roles of the workspace's own, and what each may do. */
export function RolesPage() {
  const query = useQuery(rolesQuery);
  const roles = query.data?.items;
  const [layer, setLayer] = useState<Layer | undefined>();
  const close = () => setLayer(undefined);
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={roles}
        textOf={(role) => role.name}
        addLabel={texts.add}
        onAdd={() => setLayer({ make: newRole })}
        empty={{ icon: <IconShieldHalf size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(role) => role.name}
            factsOf={(role) => texts.facts(role.members, role.permissions.length, roleNames[role.rank])}
            onOpen={(edit) => setLayer({ edit })}
            onCopy={(role) => setLayer({ make: { ...inputOf(role), name: partTexts.copyName(role.name) } })}
            onDelete={(remove) => setLayer({ remove })}
          />
        )}
      </ListPage>
      {roles && roles.length > 0 && <Matrix roles={roles} />}
      {layer && 'edit' in layer && <RoleForm role={layer.edit} start={inputOf(layer.edit)} onClose={close} />}
      {layer && 'make' in layer && <RoleForm start={layer.make} onClose={close} />}
      {layer && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          findUses={async () => (await api.roles.uses({ id: layer.remove.id })).uses}
          remove={() => api.roles.remove({ id: layer.remove.id })}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </>
  );
}

/** Permissions down, roles across: a mark and a word, never a colour alone. */
function Matrix({ roles }: { roles: readonly WorkspaceRole[] }) {
  return (
    <section className={settings.page}>
      <h3>{texts.matrix}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <div className={classes.matrix} tabIndex={0} role="region" aria-label={texts.matrix}>
        <Table verticalSpacing={6} withRowBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.permission}</Table.Th>
              {roles.map((role) => (
                <Table.Th key={role.id} ta="center" dir="auto">
                  {role.name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {permissionNames.map(([permission, label]) => (
              <Table.Tr key={permission}>
                <Table.Th scope="row" fw={400}>
                  {label}
                </Table.Th>
                {roles.map((role) => {
                  const has = role.permissions.includes(permission);
                  return (
                    <Table.Td key={role.id} ta="center">
                      {has ? (
                        <IconCheck size={16} role="img" aria-label={texts.yes} />
                      ) : (
                        <IconMinus size={16} role="img" aria-label={texts.no} color="var(--text-dim)" />
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
