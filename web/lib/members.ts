import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Member } from '../../contract/api/index.ts';
import { membersQuery } from '../api/queries.ts';

const nobody: Member[] = [];

/** Everybody in the workspace, and how to name one by id. */
export function useMembers() {
  const { data } = useQuery(membersQuery);
  const members = data?.members ?? nobody;
  const byId = useMemo(() => new Map(members.map((member) => [member.id, member])), [members]);
  const nameOf = useCallback((id: string) => byId.get(id)?.name ?? '…', [byId]);
  const active = useMemo(() => members.filter((member) => member.active), [members]);
  return { members, active, nameOf };
}
