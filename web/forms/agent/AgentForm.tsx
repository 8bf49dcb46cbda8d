import { MultiSelect, NativeSelect } from '@mantine/core';
import type { AgentInput, AgentSetup } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { refreshSetup } from '../../api/setup.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../pages/settings/parts/index.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { staffTexts } from '../../texts/staff.ts';
import { useChoices } from './choices.ts';
import { SkillsField } from './SkillsField.tsx';
import { NumberField } from '../NumberField.tsx';

const texts = staffTexts.agents;

/** What is set of one agent. */
export function AgentForm({ agent, onClose }: { agent: AgentSetup; onClose: () => void }) {
  const choices = useChoices();
  const { capacityUnits, defaultPresenceId, skills, profiles, queueIds, teamIds } = agent;
  const form = useEditForm<AgentInput>({
    initial: { capacityUnits, defaultPresenceId, skills, profiles, queueIds, teamIds },
    save: async (values) => {
      await api.agents.update({ id: agent.memberId }, { ...values, version: agent.version });
      await refreshSetup();
    },
  });
  const { values, set, errorOf } = form;
  const limitOf = (id: string) => choices.profiles.find((profile) => profile.id === id);
  return (
    <EditDrawer title={partTexts.editOf(agent.name)} form={form} onClose={onClose}>
      <NumberField
        label={texts.units}
        description={texts.unitsHint}
        min={0}
        max={100000}
        value={values.capacityUnits}
        error={errorOf('capacityUnits')}
        onChange={(units) => set({ capacityUnits: Number(units) })}
      />
      <NativeSelect
        label={texts.presence}
        data={choices.presences}
        value={values.defaultPresenceId ?? ''}
        error={errorOf('defaultPresenceId')}
        onChange={(event) => set({ defaultPresenceId: event.currentTarget.value || null })}
      />
      <MultiSelect
        label={texts.queues}
        searchable
        data={choices.queues}
        value={values.queueIds}
        error={errorOf('queueIds')}
        onChange={(ids) => set({ queueIds: ids })}
      />
      <MultiSelect
        label={texts.teams}
        searchable
        data={choices.teams}
        value={values.teamIds}
        error={errorOf('teamIds')}
        onChange={(ids) => set({ teamIds: ids })}
      />
      <FieldGroup title={texts.skills}>
        <SkillsField
          value={values.skills}
          choices={choices}
          error={errorOf('skills')}
          onChange={(next) => set({ skills: next })}
        />
      </FieldGroup>
      <FieldGroup title={texts.profiles}>
        <MultiSelect
          label={texts.profiles}
          data={choices.profiles.map((profile) => ({ value: profile.id, label: profile.name }))}
          value={values.profiles.map((one) => one.profileId)}
          error={errorOf('profiles')}
          onChange={(ids) =>
            set({
              profiles: ids.map(
                (profileId) =>
                  values.profiles.find((one) => one.profileId === profileId) ?? {
                    profileId,
                    customLimit: null,
                  },
              ),
            })
          }
        />
        {values.profiles.map(({ profileId, customLimit }) => (
          <NumberField
            key={profileId}
            label={texts.customLimit(limitOf(profileId)?.name ?? '…', limitOf(profileId)?.itemLimit ?? 0)}
            min={1}
            max={10000}
            value={customLimit ?? ''}
            onChange={(limit) =>
              set({
                profiles: values.profiles.map((one) =>
                  one.profileId === profileId
                    ? { profileId, customLimit: limit === '' ? null : Number(limit) }
                    : one,
                ),
              })
            }
          />
        ))}
      </FieldGroup>
    </EditDrawer>
  );
}
