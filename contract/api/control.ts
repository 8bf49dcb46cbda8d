import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { WorkItem } from './conversations.ts';
import { route } from './route.ts';

/** Why a program cannot have conversations. */
export const ProgramTrouble = OneOf(['gone', 'paused', 'not_listening', 'no_key']);
export type ProgramTrouble = Static<typeof ProgramTrouble>;

/** A program with a seat at the switchboard. */
export const SeatedProgram = Type.Object({
  id: Id,
  name: Type.String(),
  trouble: Nullable(ProgramTrouble),
});
export type SeatedProgram = Static<typeof SeatedProgram>;

/** A program that was stopped, since nobody answered it, or since two of them answered each other. */
export const StoppedProgram = Type.Object({
  name: Type.String(),
  why: OneOf(['unanswered', 'loop']),
  at: Time,
});
export type StoppedProgram = Static<typeof StoppedProgram>;

/** Who of programs and the desk has a conversation. */
export const ConversationControl = Type.Object({
  /** Null: the desk has it. */
  program: Nullable(SeatedProgram),
  /** The program asks the desk to take it. */
  offered: Type.Boolean(),
  /** Since when the customer waits for the program's answer. */
  waitingSince: Nullable(Time),
  /** How the desk last came to have it from a program. */
  handedOver: Nullable(
    Type.Object({
      from: Nullable(Type.String()),
      at: Time,
      metadata: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    }),
  ),
  /** To whom the desk can give it back, the default first. */
  programs: Type.Array(SeatedProgram),
  stopped: Nullable(StoppedProgram),
});
export type ConversationControl = Static<typeof ConversationControl>;

const access = { access: 'agent', permission: 'conversations.answer' } as const;

export const controlRoutes = {
  get: route({
    id: 'control.get',
    method: 'GET',
    path: '/api/conversations/:id/control',
    access: 'agent',
    summary: 'Who has a conversation: the desk, or a program with a seat at the switchboard.',
    params: IdParams,
    response: ConversationControl,
  }),
  takeOver: route({
    id: 'control.takeOver',
    method: 'POST',
    path: '/api/conversations/:id/take-over',
    ...access,
    summary: 'Takes a conversation from the program that has it, for the caller.',
    params: IdParams,
    response: Type.Object({ workItem: WorkItem }),
  }),
  handBack: route({
    id: 'control.handBack',
    method: 'POST',
    path: '/api/conversations/:id/hand-back',
    ...access,
    summary: 'Gives a conversation to a program; the work item ends.',
    params: IdParams,
    body: Type.Object({ programId: Id }),
    response: Type.Object({ workItem: Nullable(WorkItem) }),
  }),
};
