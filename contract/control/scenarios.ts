/** `/_control/scenarios`, `/runs`, `/recordings`: scripts of what people do, run at a chosen speed. */
import { type Static, Type } from 'typebox';
import { UserRef, closed } from './ids.ts';

const Name = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' });

/** Made before the first step unless a person of this name is there. */
const ScenarioPerson = Type.Object(
  {
    username: Type.String({ pattern: '^[A-Za-z0-9_]{1,15}$' }),
    name: Type.Optional(Type.String({ maxLength: 50 })),
    description: Type.Optional(Type.String({ maxLength: 160 })),
    location: Type.Optional(Type.String({ maxLength: 150 })),
  },
  closed,
);

/**
 * One request to the control API, `atMs` of X's time after the start. In `path` and `body`, `{{account}}` is the
 * account that people write to, and `{{label.member}}` what an earlier step labelled `label` was answered.
 */
export const ScenarioStep = Type.Object(
  {
    atMs: Type.Integer({ minimum: 0, maximum: 31_536_000_000 }),
    method: Type.Union([
      Type.Literal('POST'),
      Type.Literal('PATCH'),
      Type.Literal('PUT'),
      Type.Literal('DELETE'),
    ]),
    /** Below `/_control`, e.g. `/messages`. */
    path: Type.String({ pattern: '^/[a-z]', maxLength: 300 }),
    body: Type.Optional(Type.Object({}, { additionalProperties: true })),
    /** How later steps name this one's answer. */
    label: Type.Optional(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,30}$' })),
    /**
     * Happens only once the account has written to this person since the person wrote last, or so long (of X's time)
     * after the step before; when that is later than `atMs`, the steps after it move along.
     */
    afterAnswerTo: Type.Optional(
      Type.Object({ user: UserRef, atMostMs: Type.Integer({ minimum: 0, maximum: 604_800_000 }) }, closed),
    ),
  },
  closed,
);
export type ScenarioStep = Static<typeof ScenarioStep>;

export const ScenarioScript = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    about: Type.Optional(Type.String({ maxLength: 500 })),
    people: Type.Optional(Type.Array(ScenarioPerson, { maxItems: 1000 })),
    steps: Type.Array(ScenarioStep, { minItems: 1, maxItems: 20_000 }),
  },
  closed,
);
export type ScenarioScript = Static<typeof ScenarioScript>;

export type ControlScenario = {
  name: string;
  title: string;
  about: string;
  origin: 'built-in' | 'written' | 'recorded';
  steps: number;
  people: number;
  /** From the first step to the last at speed 1. */
  lengthMs: number;
};
export type ControlScenarios = { scenarios: ControlScenario[] };

export const NewScenarioRun = Type.Object(
  {
    /** 1 is as written, 10 ten times as fast; 0 does every step as soon as the one before is done. */
    speed: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    /** Whom people write to; default: the account that gave an app access last. */
    account: Type.Optional(UserRef),
  },
  closed,
);
export type NewScenarioRun = Static<typeof NewScenarioRun>;

export type ScenarioRun = {
  id: string;
  scenario: string;
  title: string;
  state: 'running' | 'done' | 'stopped';
  speed: number;
  account: string;
  startedAt: number;
  endedAt?: number;
  stepsDone: number;
  steps: number;
  /** What is being waited for, in words. */
  waitingFor?: string;
  /** Steps that the control API refused; the run went on. The first hundred. */
  failures: { step: number; path: string; status: number; error: string }[];
};
export type ScenarioRuns = { runs: ScenarioRun[] };

export const RecordingChange = Type.Object(
  {
    action: Type.Union([Type.Literal('start'), Type.Literal('stop'), Type.Literal('cancel')]),
    name: Type.Optional(Name),
  },
  closed,
);
export type RecordingChange = Static<typeof RecordingChange>;
export type RecordingState = { recording: { name: string; startedAt: number; steps: number } | null };
