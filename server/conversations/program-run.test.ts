import { expect, it } from 'vitest';
import { LOOP_TURNS, programsAfter, programsAnswered, stopOf, UNANSWERED } from './program-run.ts';

type Said = Parameters<typeof programsAfter>[1];
const by = (
  authorKind: Said['authorKind'],
  authorId: string | null = null,
  more: Partial<Said> = {},
): Said => ({
  kind: 'message',
  authorKind,
  authorId,
  state: 'queued',
  direction: authorKind === 'customer' ? 'in' : 'out',
  ...more,
});
const after = (...said: readonly Said[]) => said.reduce(programsAfter, programsAnswered);
const times = (count: number, make: (index: number) => Said) =>
  Array.from({ length: count }, (_, at) => make(at));

it('stops a program after 20 messages that nobody answered, and no sooner', () => {
  const bot = () => by('program', 'a');
  expect(stopOf(after(...times(UNANSWERED - 1, bot)))).toBeNull();
  expect(stopOf(after(...times(UNANSWERED, bot)))).toBe('unanswered');
});

it('stops programs that answer each other, long before they have said so much', () => {
  const turn = (index: number) => by('program', index % 2 === 0 ? 'a' : 'b');
  expect(stopOf(after(...times(LOOP_TURNS, turn)))).toBeNull();
  expect(stopOf(after(...times(LOOP_TURNS + 1, turn)))).toBe('loop');
});

it('is freed by an agent; not by automatic messages, notes, kept ones, or words put into the customer’s mouth', () => {
  const stopped = times(UNANSWERED, () => by('program', 'a'));
  for (const said of [
    by('system'),
    by('agent', 'm', { kind: 'note', direction: 'none' }),
    by('program', 'a', { state: 'kept' }),
    by('customer', 'c'),
  ]) {
    expect(stopOf(after(...stopped, said))).toBe('unanswered');
  }
  expect(after(...stopped, by('agent', 'm'))).toEqual(programsAnswered);
});
