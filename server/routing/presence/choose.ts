import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import type { AgentState } from '../agents/types.ts';
import type { RoutingDeps } from '../deps.ts';
import { setPresenceOf } from './set.ts';

/**
 * A person sets a presence, their own or an agent's. It ends Inactive.
 * @throws AppError presence_unknown, agent_unknown
 */
export async function choosePresence(
  deps: RoutingDeps,
  db: WorkspaceDb,
  memberId: string,
  presenceId: string,
): Promise<AgentState> {
  if (!(await deps.isAgent(db, memberId))) throw new AppError(routingErrors.agent_unknown);
  return db.transaction((tx) =>
    setPresenceOf(deps, tx, memberId, (_agent, setup) => {
      const option = setup.presences.get(presenceId);
      if (!option || option.base === 'inactive') throw new AppError(routingErrors.presence_unknown);
      return { presenceId, base: option.base, chosen: true };
    }),
  );
}
