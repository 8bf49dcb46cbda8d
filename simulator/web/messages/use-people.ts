import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { ControlUser } from '../../../contract/control/users.ts';
import { MOST_PEOPLE } from '../api/messages.ts';
import { findUser, findUsers } from '../api/people.ts';

const FOUND = 200;
const ASKED_AT_ONCE = 100;
const FRESH_MS = 60_000;

const matches = (user: ControlUser, wanted: string) =>
  `${user.name} @${user.username}`.toLowerCase().includes(wanted);

/** Whose name holds the words: here when everybody is, else found by the local X. */
export function useMatching(people: ControlUser[], words: string): ControlUser[] {
  const wanted = words.trim().toLowerCase();
  const isElsewhere = wanted !== '' && people.length >= MOST_PEOPLE;
  const found = useQuery({
    queryKey: ['users', 'phone', wanted],
    enabled: isElsewhere,
    queryFn: () => findUsers({ search: wanted, limit: FOUND }),
    placeholderData: keepPreviousData,
  });
  if (isElsewhere) return found.data ?? [];
  return people.filter((user) => matches(user, wanted)).slice(0, FOUND);
}

/** The people by id, with those whom a place of many thousands has beyond the first ones. */
export function usePeopleById(
  people: readonly ControlUser[],
  wantedIds: readonly string[],
): Map<string, ControlUser> {
  const byId = new Map(people.map((user) => [user.id, user]));
  const missing = [...new Set(wantedIds)].filter((id) => !byId.has(id)).slice(0, ASKED_AT_ONCE);
  const others = useQueries({
    queries: missing.map((id) => ({
      queryKey: ['user', id],
      queryFn: () => findUser(id),
      staleTime: FRESH_MS,
      retry: false,
    })),
  });
  for (const { data } of others) if (data) byId.set(data.id, data);
  return byId;
}
