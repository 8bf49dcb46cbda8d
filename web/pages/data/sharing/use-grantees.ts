import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../api/setup.ts';
import { useMembers } from '../../../lib/members.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';

/** People and teams that a DataSet can be shared with, and how they are called. */
export function useGrantees() {
  const { members, active } = useMembers();
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const nameOf = (id: string) => [...members, ...teams].find((one) => one.id === id)?.name ?? texts.gone;
  return { people: active, teams, nameOf };
}
