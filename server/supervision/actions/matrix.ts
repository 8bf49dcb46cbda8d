import type { DistributionSettings, WorkItemState } from '../../../contract/api/index.ts';
import { supervisionErrors } from '../../../contract/errors/supervision.ts';
import { AppError } from '../../base/index.ts';

export type BoardAction = 'assign' | 'transfer' | 'monitor' | 'force_close';

/** In which states a supervisor may do what. */
export const MATRIX: Readonly<Record<BoardAction, readonly WorkItemState[]>> = {
  assign: ['open', 'waiting'],
  transfer: ['active', 'waiting'],
  monitor: ['active', 'waiting', 'wrap_up'],
  force_close: ['open', 'active', 'waiting', 'wrap_up'],
};

const SWITCH = {
  assign: 'supervisorAssign',
  transfer: 'supervisorTransfer',
  monitor: 'supervisorMonitor',
  force_close: 'supervisorForceClose',
} as const satisfies Record<BoardAction, keyof DistributionSettings>;

const WORDS: Readonly<Record<BoardAction, string>> = {
  assign: 'assigning',
  transfer: 'transferring',
  monitor: 'looking on',
  force_close: 'closing',
};
const STATE_WORDS: Readonly<Record<WorkItemState, string>> = {
  open: 'open',
  active: 'active',
  waiting: 'waiting',
  wrap_up: 'in wrap-up',
  closed: 'closed',
};

/** @throws AppError action_off, own_conversation, action_in_state */
export function checkAction(
  action: BoardAction,
  item: { readonly state: WorkItemState; readonly assigneeId: string | null },
  settings: DistributionSettings,
  by: string,
): void {
  const values = { action: WORDS[action], state: STATE_WORDS[item.state] };
  if (!settings[SWITCH[action]]) throw new AppError(supervisionErrors.action_off, { values });
  if (item.assigneeId === by) throw new AppError(supervisionErrors.own_conversation);
  if (!MATRIX[action].includes(item.state)) throw new AppError(supervisionErrors.action_in_state, { values });
}
