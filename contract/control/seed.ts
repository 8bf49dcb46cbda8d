/** `/_control/seed`: many messages at once, to see how a program does with years of them. */
import { type Static, Type } from 'typebox';
import { UserRef, closed } from './ids.ts';

/** Messages between people and accounts, spread evenly over the days before now. Nothing of it is delivered. */
export const ControlSeed = Type.Object(
  {
    messages: Type.Integer({ minimum: 1, maximum: 5_000_000 }),
    /** People who write, made for it; default: one for every 50 messages. */
    people: Type.Optional(Type.Integer({ minimum: 1, maximum: 500_000 })),
    /** Who they write to; default: one account made for it. */
    accounts: Type.Optional(Type.Array(UserRef, { minItems: 1, maxItems: 100 })),
    /** How far back the first message lies; the API shows direct messages of 30 days. */
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  closed,
);
export type ControlSeed = Static<typeof ControlSeed>;

export type ControlSeedProgress = {
  state: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  messagesDone: number;
  messages: number;
  people: number;
  /** Ids of the accounts written to. */
  accounts: string[];
  tookMs: number;
  error?: string;
};
