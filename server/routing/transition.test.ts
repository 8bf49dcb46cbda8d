import fc from 'fast-check';
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

/** By hand, from the field's description of the states: what may follow what. */
const MAY_FOLLOW: Readonly<Record<WorkItemState, readonly WorkItemState[]>> = {
  open: ['active', 'waiting', 'closed'],
  active: ['open', 'waiting', 'wrap_up', 'closed'],
  waiting: ['open', 'active', 'closed'],
  wrap_up: ['waiting', 'closed'],
  closed: [],
};

/** By hand: why it may be where it is. */
const REASONS: Readonly<Record<WorkItemState, readonly string[]>> = {
  open: [
    'awaiting_assignment',
    'released',
    'declined',
    'timed_out',
    'taken_back',
    'agent_lost',
    'transferred',
    'customer_wrote',
    'snooze_ended',
  ],
  active: [
    'awaiting_acceptance',
    'in_conversation',
    'assigned_by_supervisor',
    'customer_wrote',
    'snooze_ended',
  ],
  waiting: ['awaiting_customer', 'snoozed', 'timeout_rule'],
  wrap_up: ['moved_to_wrap_up'],
  closed: [
    'ended_by_agent',
    'closed_after_inactivity',
    'closed_by_system',
    'overflow',
    'timeout_rule',
    'force_closed',
  ],
};

describe('the states of a work item', () => {
  const happening = fc.tuple(fc.constantFrom(...EVENTS), fc.boolean());

  it('#53 change only as allowed, each time with a reason of that state, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (events) => {
        let state: WorkItemState = 'open';
        for (const [event, assigned] of events) {
          const change = transition(state, event, assigned);
          if (change === null || change === 'refused') continue;
          const allowed = change.state === state || MAY_FOLLOW[state].includes(change.state);
          expect(allowed, `${state} on ${event} to ${change.state}`).toBe(true);
          expect(REASONS[change.state], `${event} in ${state}`).toContain(change.reason);
          state = change.state;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('#53 an agent without the item is never said to be in conversation', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.constantFrom(...EVENTS), (state, event) => {
        // Taking, being given and accepting are what makes it somebody's.
        if (['assigned', 'assigned_by_supervisor', 'accepted'].includes(event)) return;
        const change = transition(state, event, false);
        if (change === null || change === 'refused') return;
        expect(change.reason, `${event} in ${state}`).not.toBe('in_conversation');
        expect(change.state, `${event} in ${state}`).not.toBe('wrap_up');
      }),
    );
  });

  it('#53 what ends it ends it from everywhere, for its own reason', () => {
    const ends: Partial<Record<WorkItemEvent, string>> = {
      closed: 'ended_by_agent',
      force_closed: 'force_closed',
      expired: 'closed_after_inactivity',
      closed_by_system: 'closed_by_system',
      overflowed: 'overflow',
      closed_by_rule: 'timeout_rule',
    };
    for (const state of STATES.filter((one) => one !== 'closed')) {
      for (const event of EVENTS.filter((one) => ends[one])) {
        expect(transition(state, event, true)).toEqual({ state: 'closed', reason: ends[event] });
      }
    }
  });

  it('keeps the table of the code to the one written here', () => {
    expect(ALLOWED).toEqual(MAY_FOLLOW);
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
