import { type Macro, type MacroAction, macroRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Caller, newId, route, type WorkspaceDb, keepDeleted } from '../../base/index.ts';
import { actorOf, memberIdOf } from '../../people/index.ts';
import { workspaceOf } from '../parts.ts';
import { namesOf, noteSetup, type RecordParts } from '../records/parts.ts';
import { needPlaceholders } from '../replies/replies.ts';
import type { FindUndoSeconds } from '../routes/messages.ts';
import { needMayChange, sharedAfter, visibleTo } from '../sharing.ts';
import { needAll, previewMacro, runMacro, type RunParts } from './run.ts';
import {
  countMacroUse,
  deleteMacro,
  findMacro,
  insertMacro,
  listMacros,
  type MacroRow,
  updateMacro,
} from './store.ts';

const KIND = 'macro';

export type MacroParts = RecordParts & RunParts & { readonly findUndoSeconds: FindUndoSeconds };

/** Macros: manage, preview, run. */
export function addMacroRoutes(parts: MacroParts): void {
  const { http, clock } = parts;

  route(http, macroRoutes.list, async ({ caller }) => {
    const db = workspaceOf(parts, caller);
    return { macros: (await listMacros(db, visibleTo(db, caller))).map(present) };
  });

  route(http, macroRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const at = clock.now();
      const row: MacroRow = {
        id: newId(),
        name: body.name.trim(),
        description: body.description?.trim() ?? '',
        ...sharedAfter(undefined, body, caller.memberId),
        actions: body.actions,
        usedCount: '0',
        createdAt: at,
        updatedAt: at,
      };
      needMayChange(caller, row);
      needTexts(row.actions);
      await insertMacro(tx, row);
      const facts = { scope: row.scope };
      await noteSetup(parts, tx, caller, { kind: KIND, id: row.id, what: 'created', facts });
      return present(row);
    }),
  );

  route(http, macroRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const before = await getMacro(tx, caller, params.id);
      needMayChange(caller, before);
      const row: MacroRow = {
        ...before,
        name: body.name?.trim() ?? before.name,
        description: body.description?.trim() ?? before.description,
        ...sharedAfter(before, body, caller.memberId),
        actions: body.actions ?? before.actions,
        updatedAt: clock.now(),
      };
      needMayChange(caller, row);
      needTexts(row.actions);
      await updateMacro(tx, row);
      const facts = { ...namesOf(body), scope: row.scope };
      await noteSetup(parts, tx, caller, { kind: KIND, id: row.id, what: 'changed', facts });
      return present(row);
    }),
  );

  route(http, macroRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      needMayChange(caller, await getMacro(tx, caller, params.id));
      await keepDeleted(tx, { kind: KIND, id: params.id, by: caller.id }, clock.now());
      await deleteMacro(tx, params.id);
      await noteSetup(parts, tx, caller, { kind: KIND, id: params.id, what: 'removed' });
    }),
  );

  route(http, macroRoutes.preview, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    const { actions } = await getMacro(db, caller, params.macroId);
    const run = { conversationId: params.id, actions, caller, idempotencyKey: newId(), undoMs: 0 };
    return { steps: await previewMacro(parts, db, run) };
  });

  route(http, macroRoutes.run, async ({ params, body, caller }) => {
    const db = workspaceOf(parts, caller);
    const undoSeconds = await parts.findUndoSeconds(db, memberIdOf(caller));
    return db.transaction(async (tx) => {
      const { actions } = await getMacro(tx, caller, params.macroId);
      const outcome = await runMacro(parts, tx, {
        conversationId: params.id,
        actions,
        caller,
        idempotencyKey: body.idempotencyKey,
        undoMs: undoSeconds * 1000,
      });
      needAll(outcome);
      await countMacroUse(tx, params.macroId);
      await parts.audit(tx, {
        actor: actorOf(caller),
        action: 'macro.run',
        subjectKind: 'macro',
        subjectId: params.macroId,
        facts: { conversationId: params.id, steps: outcome.steps.length },
      });
      return { steps: outcome.steps, insert: outcome.insert };
    });
  });
}

async function getMacro(db: WorkspaceDb, caller: Caller, id: string): Promise<MacroRow> {
  const row = await findMacro(db, id, visibleTo(db, caller));
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'macro' } });
  return row;
}

/** @throws AppError placeholder_unknown. */
function needTexts(actions: readonly MacroAction[]): void {
  for (const action of actions) if ('text' in action) needPlaceholders(action.text);
}

function present(row: MacroRow): Macro {
  const { id, name, description, scope, ownerId, teamId, actions } = row;
  return {
    id,
    name,
    description,
    scope,
    ownerId,
    teamId,
    actions: [...actions],
    usedCount: Number(row.usedCount),
    updatedAt: row.updatedAt.toISOString(),
  };
}
