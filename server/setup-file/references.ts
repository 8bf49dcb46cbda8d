import { isId, type SetupRefs } from '../base/index.ts';

/** Kinds of things that others name by their id. */
const KINDS = [
  'queue',
  'work_stream',
  'skill',
  'capacity_profile',
  'presence',
  'team',
  'hours',
  'template',
  'quick_reply',
  'handle',
] as const;

/** An id of something that a file does not carry, or that is gone. */
const UNKNOWN = 'unknown';

/**
 * A value with every id in it replaced by what it stands for: `{"$queue": "VIP"}`. Ids are unique over all kinds, and no
 * text of a person has that form, so that nothing else needs to know where ids stand.
 */
export async function namesForIds(value: unknown, refs: SetupRefs): Promise<unknown> {
  const known = new Map<string, object>();
  return walk(value, async (one) => {
    if (typeof one !== 'string' || !isId(one)) return undefined;
    const found = known.get(one) ?? (await nameOf(one, refs));
    known.set(one, found);
    return found;
  });
}

async function nameOf(id: string, refs: SetupRefs): Promise<object> {
  for (const kind of KINDS) {
    const name = await refs.nameOf(kind, id);
    if (name !== null) return { [`$${kind}`]: name };
  }
  return { [`$${UNKNOWN}`]: '' };
}

/** The other way; `missing` says in words what this workspace has not. */
export async function idsForNames(
  value: unknown,
  refs: SetupRefs,
): Promise<{ readonly value: unknown; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  const found = await walk(value, async (one) => {
    const reference = readReference(one);
    if (!reference) return undefined;
    const { kind, name } = reference;
    const id = kind === UNKNOWN ? null : await refs.idOf(kind, name);
    if (id === null)
      missing.push(kind === UNKNOWN ? 'something that was gone' : `the ${words(kind)} “${name}”`);
    return id ?? '';
  });
  return { value: found, missing };
}

const words = (kind: string) => kind.replaceAll('_', ' ');

function readReference(value: unknown): { readonly kind: string; readonly name: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [entry, ...more] = Object.entries(value);
  if (!entry || more.length > 0 || !entry[0].startsWith('$') || typeof entry[1] !== 'string')
    return undefined;
  return { kind: entry[0].slice(1), name: entry[1] };
}

/** Every part of a value, outside first; what `replace` answers stands in its place. */
async function walk(value: unknown, replace: (one: unknown) => Promise<unknown>): Promise<unknown> {
  const replaced = await replace(value);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await walk(item, replace));
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const [name, part] of Object.entries(value)) entries.push([name, await walk(part, replace)]);
  return Object.fromEntries(entries);
}
