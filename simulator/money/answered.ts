/** What a v2 answer looks like from here: resources with ids, and what they refer to. */
export type Answered =
  | {
      data?: { id?: unknown } | { id?: unknown }[];
      includes?: { users?: { id?: unknown }[]; tweets?: { id?: unknown }[]; posts?: { id?: unknown }[] };
    }
  | undefined;

function idsOf(resources: { id?: unknown }[]): string[] {
  const ids: string[] = [];
  for (const { id } of resources) if (typeof id === 'string') ids.push(id);
  return ids;
}

/** The ids of the resources that an answer gives; none when it gives none. */
export function answeredIds(answer: Answered): string[] {
  const data = answer?.data;
  if (data === undefined) return [];
  return idsOf(Array.isArray(data) ? data : [data]);
}

/** Those that stand in `includes`, under the name of either vocabulary. */
export function includedIds(answer: Answered, kind: 'users' | 'posts'): string[] {
  const includes = answer?.includes;
  if (includes === undefined) return [];
  return idsOf((kind === 'users' ? includes.users : (includes.posts ?? includes.tweets)) ?? []);
}
