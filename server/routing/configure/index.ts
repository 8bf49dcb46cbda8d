import {
  capacityProfileRoutes,
  presenceOptionRoutes,
  queueRoutes,
  ratingModelRoutes,
  skillRoutes,
  streamRoutes,
  teamRoutes,
} from '../../../contract/api/index.ts';
import { route } from '../../base/index.ts';
import {
  actorOf,
  addConfiguredRoutes,
  type Configured,
  configuredPart,
  createConfigured,
  noteSetup,
} from '../../people/index.ts';
import { addAgentRoutes } from './agents/routes.ts';
import { profileKind } from './capacity/profiles.ts';
import type { ConfigureDeps } from './deps.ts';
import { addDistributionRoutes } from './distribution/routes.ts';
import {
  presenceFile,
  profileFile,
  queueFile,
  ratingModelFile,
  skillFile,
  streamFile,
  teamFile,
} from './files.ts';
import { presenceKind } from './presences/presences.ts';
import { orderOwnPresences } from './presences/store.ts';
import { queueKind } from './queues/queues.ts';
import { ratingModelKind, skillKind } from './skills/skills.ts';
import { teamKind } from './teams/teams.ts';
import { addRestoreRoute } from './restore/routes.ts';
import { addTransferRoutes } from './transfer/routes.ts';
import { copyStream, streamKind } from './work-streams/streams.ts';

export type { ConfigureDeps } from './deps.ts';

/** Everything that administrators set of distribution: routes, and what the set-up's file holds of it. */
export function addConfigure(deps: ConfigureDeps): void {
  const { http, db, parts } = deps;
  const models = createConfigured(deps, ratingModelKind);
  const skills = createConfigured(deps, skillKind);
  const profiles = createConfigured(deps, profileKind);
  const presences = createConfigured(deps, presenceKind);
  const teams = createConfigured(deps, teamKind);
  const queues = createConfigured(deps, queueKind);
  const streams = createConfigured(deps, streamKind);

  addConfiguredRoutes(deps, ratingModelRoutes, models, asItIs);
  addConfiguredRoutes(deps, skillRoutes, skills, asItIs);
  addConfiguredRoutes(deps, capacityProfileRoutes, profiles, asItIs);
  addConfiguredRoutes(deps, presenceOptionRoutes, presences, asItIs);
  addConfiguredRoutes(deps, teamRoutes, teams, asItIs);
  addConfiguredRoutes(deps, queueRoutes, queues, asItIs);
  addConfiguredRoutes(deps, streamRoutes, streams, asItIs);
  addAgentRoutes(deps);
  addDistributionRoutes(deps);
  addTransferRoutes(deps);
  addRestoreRoute(deps);

  route(http, streamRoutes.copy, ({ caller, params, body }) =>
    copyStream(streams, parts, db.workspace(caller.workspaceId), actorOf(caller), params.id, body),
  );
  route(http, presenceOptionRoutes.order, ({ caller, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await orderOwnPresences(tx, body.ids);
      await noteSetup(deps, tx, actorOf(caller), 'presence', body.ids[0] ?? tx.workspaceId, 'changed');
    }),
  );

  parts.add(
    configuredPart(models, ratingModelFile),
    configuredPart(skills, skillFile),
    configuredPart(profiles, profileFile),
    configuredPart(presences, presenceFile),
    configuredPart(teams, teamFile),
    configuredPart(queues, queueFile),
    configuredPart(streams, streamFile),
  );
}

/** The stores' records have the fields of the contract. */
const asItIs = (thing: Configured): Readonly<Record<string, unknown>> => ({ ...thing });
