import { type TObject, type TProperties, Type, type Static } from 'typebox';
import { Id, IdParams } from './common.ts';
import type { Permission } from './permissions.ts';
import { route } from './route.ts';

/** Something that uses a thing of the set-up, so that it cannot be deleted. */
export const SetupUse = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() });
export type SetupUse = Static<typeof SetupUse>;

export const SetupName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
export const SetupDescription = Type.String({ maxLength: 1_000 });
/** Rises with every change; a change names the one that it saw, and is refused when it is old. */
export const SetupVersion = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });

/** The fields that every thing of the set-up has beside its own. */
export const setupFields = { id: Id, version: SetupVersion };

/**
 * The five routes of a kind of thing that administrators set up: list, create, update, remove, and what uses one.
 * `update` takes the whole thing and the version that it stands on.
 */
export function setupRoutes<
  const Name extends string,
  const Path extends string,
  One extends TProperties,
  Input extends TProperties,
>(kind: {
  readonly name: Name;
  readonly path: Path;
  /** In sentences: "queue", "queues". */
  readonly word: string;
  readonly words: string;
  readonly most: number;
  readonly permission: Permission;
  /** Everybody may see the list, since others are chosen from it. */
  readonly openList?: boolean;
  readonly one: TObject<One>;
  readonly input: TObject<Input>;
}) {
  const { name, path, word, words, most, permission, one, input } = kind;
  const guarded = { access: 'administrator', permission } as const;
  return {
    list: route({
      id: `${name}.list` as const,
      method: 'GET',
      path,
      ...(kind.openList ? ({ access: 'agent' } as const) : guarded),
      summary: `All ${words} (at most ${most}).`,
      response: Type.Object({ items: Type.Array(one) }),
    }),
    create: route({
      id: `${name}.create` as const,
      method: 'POST',
      path,
      ...guarded,
      summary: `Makes a ${word}.`,
      body: input,
      response: one,
      status: 201,
    }),
    update: route({
      id: `${name}.update` as const,
      method: 'PUT',
      path: `${path}/:id` as const,
      ...guarded,
      summary: `Changes a ${word} as a whole; refused when it was changed since the given version.`,
      params: IdParams,
      body: Type.Object({ ...input.properties, version: SetupVersion }),
      response: one,
    }),
    remove: route({
      id: `${name}.remove` as const,
      method: 'DELETE',
      path: `${path}/:id` as const,
      ...guarded,
      summary: `Deletes a ${word}; refused while something uses it, naming what.`,
      params: IdParams,
    }),
    uses: route({
      id: `${name}.uses` as const,
      method: 'GET',
      path: `${path}/:id/uses` as const,
      ...guarded,
      summary: `What uses a ${word}, so that it cannot be deleted (at most 100).`,
      params: IdParams,
      response: Type.Object({ uses: Type.Array(SetupUse) }),
    }),
  };
}
