import { useQuery } from '@tanstack/react-query';
import {
  ownPresencesQuery,
  profilesQuery,
  queuesQuery,
  ratingModelsQuery,
  skillsQuery,
  teamsQuery,
} from '../../api/setup.ts';
import { staffTexts } from '../../texts/staff.ts';
import { workTexts } from '../../texts/work.ts';

const none: never[] = [];
const choiceOf = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

/** What an agent's settings are chosen from. */
export function useChoices() {
  const queues = useQuery(queuesQuery).data?.items ?? none;
  const teams = useQuery(teamsQuery).data?.items ?? none;
  const profiles = useQuery(profilesQuery).data?.items ?? none;
  const skills = useQuery(skillsQuery).data?.items ?? none;
  const models = useQuery(ratingModelsQuery).data?.items ?? none;
  const presences = useQuery(ownPresencesQuery).data?.items ?? none;
  const standard = Object.entries(workTexts.streams.presenceNames).filter(([value]) => value !== 'available');
  return {
    queues: queues.map(choiceOf),
    teams: teams.map(choiceOf),
    profiles,
    skills,
    presences: [
      { value: '', label: staffTexts.agents.presenceStandard },
      ...standard.map(([value, label]) => ({ value, label })),
      ...presences.map(choiceOf),
    ],
    /** Steps of a skill, best last. */
    stepsOf: (skillId: string) => {
      const modelId = skills.find((skill) => skill.id === skillId)?.ratingModelId;
      const steps = models.find((model) => model.id === modelId)?.ratings ?? none;
      return steps.toSorted((a, b) => a.value - b.value);
    },
  };
}
