import { describe, expect, it } from 'vitest';
import { standardDistributionSettings, type WorkItemState } from '../../../contract/api/index.ts';
import { type BoardAction, checkAction } from './matrix.ts';

const STATES: readonly WorkItemState[] = ['open', 'active', 'waiting', 'wrap_up', 'closed'];

function allowed(action: BoardAction, settings = standardDistributionSettings): WorkItemState[] {
  return STATES.filter((state) => {
    try {
      checkAction(action, { state, assigneeId: 'agent' }, settings, 'supervisor');
      return true;
    } catch {
      return false;
    }
  });
}

describe('#97 what a supervisor may do', () => {
  it('is decided by the state', () => {
    expect(allowed('assign')).toEqual(['open', 'waiting']);
    expect(allowed('transfer')).toEqual(['active', 'waiting']);
    expect(allowed('monitor')).toEqual(['active', 'waiting', 'wrap_up']);
    expect(allowed('force_close')).toEqual(['open', 'active', 'waiting', 'wrap_up']);
  });

  it.each([
    ['assign', 'supervisorAssign'],
    ['transfer', 'supervisorTransfer'],
    ['monitor', 'supervisorMonitor'],
    ['force_close', 'supervisorForceClose'],
  ] as const)('%s is off where the workspace switched it off', (action, name) => {
    expect(allowed(action, { ...standardDistributionSettings, [name]: false })).toEqual([]);
  });

  it('never on the own conversation', () => {
    const own = { state: 'active', assigneeId: 'supervisor' } as const;
    expect(() => checkAction('force_close', own, standardDistributionSettings, 'supervisor')).toThrow(
      'This is your own conversation',
    );
  });
});
