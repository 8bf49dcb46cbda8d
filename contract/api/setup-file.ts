import { Type, type Static } from 'typebox';
import { Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** The whole set-up as one file: things by kind and name, without ids, so that another installation can take it over. */
export const SetupFile = Type.Object({
  format: Type.Literal('rookery-setup'),
  version: Type.Literal(1),
  madeAt: Time,
  /** By kind (`queue`, `work_stream`, …); kinds and fields that a version does not know are skipped, saying so. */
  parts: Type.Record(
    Type.String({ pattern: '^[a-z_]{1,40}$' }),
    Type.Array(Type.Object({ name: Type.String({ minLength: 1, maxLength: 220 }) }), { maxItems: 2_000 }),
  ),
});
export type SetupFile = Static<typeof SetupFile>;

const Outcome = Type.Object({
  kind: Type.String(),
  name: Type.String(),
  what: OneOf(['created', 'changed', 'unchanged', 'skipped']),
  why: Nullable(Type.String()),
});

export const setupFileRoutes = {
  export: route({
    id: 'setupFile.export',
    method: 'GET',
    path: '/api/setup/file',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'The whole set-up as one file, without people, secrets and conversations.',
    response: SetupFile,
  }),
  import: route({
    id: 'setupFile.import',
    method: 'POST',
    path: '/api/setup/file',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Takes a file of the set-up over by name, all or nothing; `dryRun` says only what would happen. Twice is once.',
    body: Type.Object({ file: SetupFile, dryRun: Type.Boolean() }),
    mostBytes: 10 * 1_024 * 1_024,
    response: Type.Object({ applied: Type.Boolean(), outcomes: Type.Array(Outcome) }),
  }),
};
