import { MultiSelect, NativeSelect } from '@mantine/core';
import type { AgentsChange } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { refreshSetup } from '../../api/setup.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../pages/settings/parts/index.ts';
import { tellDone } from '../../shell/tell.ts';
import { staffTexts } from '../../texts/staff.ts';
import { useChoices } from './choices.ts';
import { SkillsField } from './SkillsField.tsx';
import { NumberField } from '../NumberField.tsx';

const texts = staffTexts.agents;
const KEEP = 'keep';

interface Values {
  units: number | '';
  presence: string;
  addQueueIds: string[];
  removeQueueIds: string[];
  addTeamIds: string[];
  removeTeamIds: string[];
  addProfileIds: string[];
  removeProfileIds: string[];
  addSkills: NonNullable<AgentsChange['addSkills']>;
}

/** The same change for all who are selected; what is left empty stays as it is. */
export function AgentsChangeForm(props: { memberIds: string[]; onClose: () => void; onDone: () => void }) {
  const { memberIds } = props;
  const choices = useChoices();
  const form = useEditForm<Values>({
    initial: {
      units: '',
      presence: KEEP,
      addQueueIds: [],
      removeQueueIds: [],
      addTeamIds: [],
      removeTeamIds: [],
      addProfileIds: [],
      removeProfileIds: [],
      addSkills: [],
    },
    save: async ({ units, presence, addProfileIds, ...lists }) => {
      const { changed } = await api.agents.change({
        memberIds,
        change: {
          ...lists,
          addProfiles: addProfileIds.map((profileId) => ({ profileId, customLimit: null })),
          ...(units !== '' && { capacityUnits: units }),
          ...(presence !== KEEP && { defaultPresenceId: presence || null }),
        },
      });
      await refreshSetup();
      tellDone(texts.changed(changed));
    },
  });
  const { values, set } = form;
  const profiles = choices.profiles.map((profile) => ({ value: profile.id, label: profile.name }));
  const lists = [
    ['addQueueIds', texts.addQueues, choices.queues],
    ['removeQueueIds', texts.removeQueues, choices.queues],
    ['addTeamIds', texts.addTeams, choices.teams],
    ['removeTeamIds', texts.removeTeams, choices.teams],
    ['addProfileIds', texts.addProfiles, profiles],
    ['removeProfileIds', texts.removeProfiles, profiles],
  ] as const;
  return (
    <EditDrawer
      title={texts.changeTitle(memberIds.length)}
      form={form}
      onClose={props.onClose}
      onSaved={props.onDone}
    >
      <p style={{ margin: 0 }}>{texts.changeHint}</p>
      <NumberField
        label={texts.units}
        min={0}
        max={100000}
        value={values.units}
        onChange={(units) => set({ units: units === '' ? '' : Number(units) })}
      />
      <NativeSelect
        label={texts.presence}
        data={[{ value: KEEP, label: texts.presenceKeep }, ...choices.presences]}
        value={values.presence}
        onChange={(event) => set({ presence: event.currentTarget.value })}
      />
      {lists.map(([field, label, data]) => (
        <MultiSelect
          key={field}
          label={label}
          searchable
          data={data}
          value={values[field]}
          onChange={(ids) => set({ [field]: ids })}
        />
      ))}
      <FieldGroup title={texts.skills}>
        <SkillsField
          value={values.addSkills}
          choices={choices}
          error={undefined}
          onChange={(addSkills) => set({ addSkills })}
        />
      </FieldGroup>
    </EditDrawer>
  );
}
