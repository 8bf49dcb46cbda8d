import { expect, it } from 'vitest';
import { triggerOfSession, triggerOfState, triggersOfMessage } from './decide.ts';
import type { ItemFacts } from './facts-store.ts';

const item: ItemFacts = {
  id: 'w',
  conversationId: 'c',
  customerId: 'u',
  handleId: 'h',
  state: 'open',
  stateReason: 'awaiting_assignment',
  mode: 'push',
  queueId: 'q',
  assigneeId: null,
  offeredTo: null,
  orderedAt: null,
  isAnswered: false,
  customerName: 'Ana',
  handleName: 'Brand',
  language: 'en',
  queueName: 'Everybody',
  hoursId: null,
  isAllowed: true,
  consent: 'none',
  isGroup: false,
  lastAgentName: null,
};
const around = { isOpen: true, isHoliday: false, isAnybodyThere: true, before: 0 };

it('#85 greets first, then says how it stands with hours, people and the queue', () => {
  expect(triggersOfMessage(item, around)).toEqual(['greeting', 'next_in_line']);
  expect(triggersOfMessage(item, { ...around, before: 3 })).toEqual(['greeting', 'queue_position']);
  expect(triggersOfMessage(item, { ...around, isAnybodyThere: false })).toEqual(['greeting', 'no_agent']);
  expect(triggersOfMessage({ ...item, mode: 'pick' }, around)).toEqual(['greeting']);
  expect(triggersOfMessage(item, { ...around, isOpen: false })).toEqual(['greeting', 'out_of_hours']);
  expect(triggersOfMessage(item, { ...around, isOpen: false, isHoliday: true })).toEqual([
    'greeting',
    'holiday',
  ]);
});

it('does not greet again once somebody answered', () => {
  const answered = { ...item, state: 'active', assigneeId: 'm', isAnswered: true } as const;
  expect(triggersOfMessage(answered, around)).toEqual([]);
  expect(triggersOfMessage(answered, { ...around, isOpen: false })).toEqual(['out_of_hours']);
});

it('says how a conversation ended, by whom it was ended', () => {
  const of = (state: ItemFacts['state'], stateReason: string) => triggerOfState({ state, stateReason });
  expect(of('wrap_up', 'moved_to_wrap_up')).toBe('agent_ended');
  expect(of('closed', 'ended_by_agent')).toBe('agent_ended');
  expect(of('closed', 'closed_after_inactivity')).toBe('session_ended');
  expect(of('closed', 'overflow')).toBe('overflow_ended');
  expect(of('open', 'agent_lost')).toBe('agent_disconnected');
  expect(of('waiting', 'awaiting_customer')).toBeUndefined();
});

it('tells of agents who come and go, never of who only watches', () => {
  const of = (
    participation: 'primary' | 'consult' | 'monitor',
    state: string,
    reason: string | null,
    how = '',
    wasAccepted = true,
  ) => triggerOfSession({ participation, state, reason, how, wasAccepted });
  expect(of('primary', 'offered', null)).toBe('agent_assigned');
  expect(of('primary', 'accepted', null)).toBe('agent_joined');
  expect(of('primary', 'accepted', null, 'transferred')).toBe('transfer_accepted');
  expect(of('primary', 'ended', 'agent_disconnected')).toBe('agent_disconnected');
  expect(of('primary', 'ended', 'agent_left')).toBe('agent_left');
  expect(of('primary', 'ended', 'conversation_closed')).toBeUndefined();
  expect(of('consult', 'accepted', null)).toBe('consult_accepted');
  expect(of('consult', 'ended', 'agent_left')).toBe('consult_ended');
  expect(of('consult', 'ended', 'agent_reject', '', false)).toBeUndefined();
  expect(of('primary', 'ended', 'agent_disconnected', '', false)).toBeUndefined();
  expect(of('monitor', 'accepted', null)).toBeUndefined();
});
