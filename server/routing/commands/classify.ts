import type { WorkspaceDb } from '../../base/index.ts';
import type { RoutingDeps } from '../deps.ts';
import { routed } from '../items/open.ts';
import { Openings } from '../items/openings.ts';
import type { StoredWorkItem } from '../types.ts';
import { changeLive } from './change-live.ts';

/** Lets the rules look at an item once more, as when a program hands it over to people. @throws AppError work_item_closed */
export function classifyAgain(
  deps: RoutingDeps,
  db: WorkspaceDb,
  conversationId: string,
): Promise<StoredWorkItem> {
  return changeLive(deps, db, conversationId, null, async (before, { tx, setup, now }) => {
    const openings = new Openings(tx, setup, now);
    const item = await routed(openings, before, { why: 'escalated' });
    await openings.store();
    return { item };
  });
}
