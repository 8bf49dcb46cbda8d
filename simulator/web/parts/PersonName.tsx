import { useQuery } from '@tanstack/react-query';
import { To } from '../shell/routing.tsx';
import { findUser } from '../api/people.ts';

/** Somebody's @name by id, with the way to their page; the id when there is nobody. */
export function PersonName({ id, isPlain = false }: { id: string; isPlain?: boolean }) {
  const user = useQuery({
    queryKey: ['user', id],
    queryFn: () => findUser(id),
    staleTime: 60_000,
    retry: false,
  });
  const name = user.data ? `@${user.data.username}` : user.isPending ? '…' : id;
  return isPlain ? <span>{name}</span> : <To to={`/console/people/${id}`}>{name}</To>;
}
