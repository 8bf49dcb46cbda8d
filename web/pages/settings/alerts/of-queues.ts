import type { AlertKind } from '../../../../contract/api/index.ts';

/** Whether a rule of this kind looks at queues; the others look at agents, or at the workspace. */
export const isOfQueues = (kind: AlertKind): boolean =>
  kind !== 'agent_inactive' && kind !== 'programs_stopped' && kind !== 'reports_troubled';
