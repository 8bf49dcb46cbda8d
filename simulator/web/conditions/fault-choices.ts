import type { Fault, FaultInput } from '../../../contract/control/faults.ts';

const SEND = '/2/dm_conversations/*';

/** The faults that the page offers; the control API has all of them. */
export const faultChoices: { name: string; input: FaultInput }[] = [
  {
    name: 'Sending: server error (503)',
    input: { on: 'request', kind: 'status', status: 503, method: 'POST', path: SEND },
  },
  {
    name: 'Sending: too many requests (429)',
    input: { on: 'request', kind: 'status', status: 429, method: 'POST', path: SEND },
  },
  {
    name: 'Sending: not allowed (403)',
    input: { on: 'request', kind: 'status', status: 403, method: 'POST', path: SEND },
  },
  {
    name: 'Sending: credits are used up (402)',
    input: { on: 'request', kind: 'status', status: 402, method: 'POST', path: SEND },
  },
  {
    name: 'Sent, but the answer is lost',
    input: { on: 'request', kind: 'reset_after', method: 'POST', path: SEND },
  },
  { name: 'All calls: signed out (401)', input: { on: 'request', kind: 'status', status: 401, path: '/*' } },
  { name: 'All calls: slow (3 s)', input: { on: 'request', kind: 'delay', delayMs: 3000, path: '/*' } },
  { name: 'Deliveries: receiver fails (503)', input: { on: 'delivery', kind: 'fail', status: 503 } },
  { name: 'Deliveries: lost', input: { on: 'delivery', kind: 'drop' } },
  { name: 'Deliveries: twice', input: { on: 'delivery', kind: 'duplicate' } },
  { name: 'Deliveries: late (5 s)', input: { on: 'delivery', kind: 'delay', delayMs: 5000 } },
  { name: 'Deliveries: out of order', input: { on: 'delivery', kind: 'reorder', size: 3, delayMs: 4000 } },
  { name: 'Deliveries: forged signature', input: { on: 'delivery', kind: 'corrupt_signature' } },
];

/** Whether a fault that is set is the one a choice would set, for good: those that strike so often are others. */
export const isChoice = (fault: Fault, input: FaultInput): boolean =>
  fault.count === undefined &&
  Object.entries(input).every(([name, value]) => Reflect.get(fault, name) === value);
