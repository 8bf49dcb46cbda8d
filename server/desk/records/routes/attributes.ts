import { attributeRoutes } from '../../../../contract/api/index.ts';
import { route, keepDeleted } from '../../../base/index.ts';
import {
  changeDefinition,
  defineAttribute,
  listDefinitions,
  removeDefinition,
} from '../../../contacts/index.ts';
import { workspaceOf } from '../../parts.ts';
import { noteSetup, type RecordParts } from '../parts.ts';
import { presentDefinition } from '../present.ts';

const KIND = 'attribute';

/** What the workspace adds to its records. */
export function addAttributeRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, attributeRoutes.list, async ({ query, caller }) => {
    const found = await listDefinitions(workspaceOf(parts, caller), query.recordKind);
    return { attributes: found.map(presentDefinition) };
  });

  route(http, attributeRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const made = await defineAttribute(tx, clock, body);
      await noteSetup(parts, tx, caller, {
        kind: KIND,
        id: made.id,
        what: 'created',
        facts: { recordKind: made.recordKind, type: made.type },
      });
      return presentDefinition(made);
    }),
  );

  route(http, attributeRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const changed = await changeDefinition(tx, params.id, body);
      await noteSetup(parts, tx, caller, { kind: KIND, id: changed.id, what: 'changed' });
      return presentDefinition(changed);
    }),
  );

  route(http, attributeRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      await keepDeleted(tx, { kind: KIND, id: params.id, by: caller.id }, clock.now());
      const recordKind = await removeDefinition(tx, params.id);
      await noteSetup(parts, tx, caller, {
        kind: KIND,
        id: params.id,
        what: 'removed',
        facts: { recordKind },
      });
    }),
  );
}
