import type { Json } from '../../kind.ts';
import type { After } from './distinct.ts';
import type { Members } from './members.ts';

/** Where a run is: kept with each batch. */
export interface Place {
  /** The last user that has a row; undefined at the start. */
  readonly after: After | undefined;
  readonly total: number;
  /** The DataSet names some by id and some by name. */
  readonly mixed: boolean;
  readonly members: Members | undefined;
}

export function placeJson({ after, total, mixed, members }: Place): Json {
  return {
    after: after ? { kind: after.kind, value: after.value } : null,
    total,
    mixed,
    members: members ? { ...members } : null,
  };
}

/** Undefined at the start of a run. What is read was written by `placeJson`. */
export function readPlace(json: Json | undefined): Place | undefined {
  const place = recordOf(json);
  if (!place) return undefined;
  const after = recordOf(place['after']);
  const members = recordOf(place['members']);
  return {
    after: after && { kind: kindOf(after['kind']), value: textOf(after['value']) },
    total: Number(place['total']),
    mixed: place['mixed'] === true,
    members: members && {
      listId: textOf(members['listId']),
      added: Number(members['added']),
      waiting: textsOf(members['waiting']),
      refused: Number(members['refused']),
    },
  };
}

const kindOf = (json: Json | undefined): After['kind'] =>
  json === 'id' || json === 'name' ? json : 'neither';

const textOf = (json: Json | undefined): string => (typeof json === 'string' ? json : '');

const textsOf = (json: Json | undefined): readonly string[] =>
  Array.isArray(json) ? json.filter((one): one is string => typeof one === 'string') : [];

function recordOf(json: Json | undefined): { readonly [key: string]: Json } | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  // Neither a list nor null: what is left of Json is a record.
  return json as { readonly [key: string]: Json };
}
