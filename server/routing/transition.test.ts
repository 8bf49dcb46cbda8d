import { describe, expect, it } from 'vitest';
import type { WorkItemState } from '../../contract/api/conversations.ts';
import { changedTags } from './tags.ts';
import { ALLOWED, transition, type WorkItemEvent } from './transition.ts';

const STATES: WorkItemState[] = ['open', 'active', 'waiting', 'wrap_up', 'closed'];
const EVENTS: WorkItemEvent[] = [
  'customer_wrote',
  'assigned',
  'assigned_by_supervisor',
  'offered',
  'accepted',
  'declined',
  'timed_out',
  'taken_back',
  'released',
  'transferred',
  'agent_lost',
  'answered',
  'put_aside',
  'put_aside_by_rule',
  'snoozed',
  'snooze_ended',
  'ended',
  'closed',
  'force_closed',
  'expired',
  'closed_by_system',
  'overflowed',
  'closed_by_rule',
];

describe('the states of a work item', () => {
  it('change only as allowed, whatever happens in whatever order', () => {
    let seed = 20261121;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed % below;
    };
    for (let walk = 0; walk < 2000; walk += 1) {
      let state: WorkItemState = 'open';
      for (let step = 0; step < 20; step += 1) {
        const event = EVENTS[random(EVENTS.length)] ?? 'closed';
        const change = transition(state, event, random(2) === 0);
        if (change === null || change === 'refused') continue;
        const allowed = change.state === state || ALLOWED[state].includes(change.state);
        expect(allowed, `${state} on ${event} to ${change.state} (seed walk ${walk})`).toBe(true);
        state = change.state;
      }
    }
  });

  it.each(EVENTS)('closed is the end: %s is refused', (event) => {
    expect(transition('closed', event, true)).toBe('refused');
  });

  it('reaches every state', () => {
    const reached = new Set<WorkItemState>(['open']);
    for (let round = 0; round < STATES.length; round += 1)
      for (const state of reached)
        for (const event of EVENTS)
          for (const assigned of [true, false]) {
            const change = transition(state, event, assigned);
            if (change && change !== 'refused') reached.add(change.state);
          }
    expect([...reached].toSorted()).toEqual(STATES.toSorted());
  });

  it('a customer who writes wakes a waiting item: for its agent, or for everybody', () => {
    expect(transition('waiting', 'customer_wrote', true)).toEqual({
      state: 'active',
      reason: 'customer_wrote',
    });
    expect(transition('waiting', 'customer_wrote', false)).toEqual({
      state: 'open',
      reason: 'customer_wrote',
    });
    expect(transition('active', 'customer_wrote', true)).toBeNull();
  });

  it("a program's answer leaves an unassigned item open", () => {
    expect(transition('open', 'answered', false)).toBeNull();
    expect(transition('open', 'answered', true)).toEqual({ state: 'active', reason: 'in_conversation' });
  });
});

describe('tags', () => {
  it('are kept in lower case, trimmed, once, sorted', () => {
    expect(changedTags(['vip'], [' Refund ', 'VIP', 'late  delivery', ' '], ['Nothing'])).toEqual([
      'late delivery',
      'refund',
      'vip',
    ]);
    expect(changedTags(['vip', 'refund'], [], ['ReFund'])).toEqual(['vip']);
  });
});
