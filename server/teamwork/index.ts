import type { Timers } from '../base/index.ts';
import { followTalks } from './follow.ts';
import { addTalkRoutes } from './routes/talks.ts';
import { addTransferRoutes } from './routes/transfer.ts';
import type { TeamworkDeps } from './types.ts';

export { checkMayAnswer } from './may-answer.ts';
export { presentTalk } from './present.ts';
export { listNames } from './store.ts';
export { addToChat, beginMonitor, endTalk } from './talks.ts';
export { needOpen, needReachable } from './targets.ts';
export type { Asker, SideTalk, TeamworkDeps } from './types.ts';

/** Colleagues working together: advice, help, handing over. */
export function startTeamwork(deps: TeamworkDeps & { readonly timers: Timers }): void {
  addTalkRoutes(deps);
  addTransferRoutes(deps);
  followTalks(deps);
}
