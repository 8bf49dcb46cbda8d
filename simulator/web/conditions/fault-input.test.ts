import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { FaultInput } from '../../../contract/control/faults.ts';
import { emptyDraft, inputOf } from './fault-input.ts';
import { faultChoices, isChoice } from './fault-choices.ts';

const requestKinds = [
  'status',
  'delay',
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'malformed_body',
] as const;
const deliveryKinds = ['fail', 'drop', 'delay', 'duplicate', 'reorder', 'corrupt_signature'] as const;

it('makes of every kind what the control API takes', () => {
  for (const requestKind of requestKinds)
    expect([requestKind, Value.Check(FaultInput, inputOf({ ...emptyDraft, requestKind }))]).toEqual([
      requestKind,
      true,
    ]);
  for (const deliveryKind of deliveryKinds)
    expect([
      deliveryKind,
      Value.Check(FaultInput, inputOf({ ...emptyDraft, on: 'delivery', deliveryKind })),
    ]).toEqual([deliveryKind, true]);
});

it('leaves out what other kinds take, and what is empty', () => {
  expect(inputOf({ ...emptyDraft, requestKind: 'reset_after', count: '' })).toEqual({
    on: 'request',
    kind: 'reset_after',
    path: '/2/*',
  });
  expect(inputOf({ ...emptyDraft, on: 'delivery', status: '', percent: '25' })).toEqual({
    on: 'delivery',
    kind: 'fail',
    count: 1,
    probability: 0.25,
  });
});

it('knows a ready-made fault again when it is set', () => {
  for (const { name, input } of faultChoices) {
    const found = faultChoices.filter((other) =>
      isChoice({ ...input, id: 'f1', hits: 0, seen: 0 }, other.input),
    );
    expect(found.map((other) => other.name)).toEqual([name]);
  }
});
