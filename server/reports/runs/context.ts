import { reportErrors } from '../../../contract/errors/reports.ts';
import { AppError, type Logger, type WorkspaceDb } from '../../base/index.ts';
import { PRICES_MICRO_USD, type XClient, XProblem } from '../../x/index.ts';
import type { Asked, Json, PullContext } from '../kind.ts';
import type { Input, Lookups, People } from '../ports.ts';

/** Where requests and money are noted, and what may be spent. */
export interface Purse {
  /** Noted before the call is made, so that a kill counts as spent. @throws AppError report_over_budget */
  take(microUsd: number): Promise<void>;
  /** What a call did not cost after all; with `request` it was not even made. */
  giveBack(microUsd: number, request: boolean): Promise<void>;
}

export interface ContextParts {
  /** Undefined for a run without a database. */
  readonly db: WorkspaceDb | undefined;
  readonly people: People;
  readonly lookups: Lookups;
  readonly input: Input | undefined;
  readonly logger: Logger;
  readonly asked: Asked;
  readonly client: XClient | undefined;
  readonly purse: Purse;
  readonly reportId: string | undefined;
  readonly checkpoint: Json | undefined;
  readonly bookmark: Json | undefined;
  readonly enough: number | undefined;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** What a connector works with. */
export function contextOf(parts: ContextParts): PullContext {
  const { db, asked, client, purse, signal, input } = parts;
  return {
    asked,
    get db() {
      if (!db) throw new Error('this run has no database');
      return db;
    },
    people: parts.people,
    lookups: parts.lookups,
    get input() {
      if (!input) throw new Error('this connector has no input');
      return input;
    },
    reportId: parts.reportId,
    get client() {
      if (!client) throw new Error('this connector has no account');
      return client;
    },
    checkpoint: parts.checkpoint,
    bookmark: parts.bookmark,
    enough: parts.enough,
    signal,
    logger: parts.logger,
    spend: async (most, call, used) => {
      signal.throwIfAborted();
      const price = PRICES_MICRO_USD[most.kind];
      await purse.take(most.units * price);
      let answer: Awaited<ReturnType<typeof call>>;
      try {
        answer = await call();
      } catch (error) {
        const isMade = !(
          error instanceof XProblem &&
          (error.kind === 'limited' || error.kind === 'not_sent')
        );
        // X bills nothing for what it did not answer well; of what nobody knows, the whole counts.
        const isFree = !(error instanceof XProblem) || error.kind !== 'uncertain';
        await purse.giveBack(isFree ? most.units * price : 0, !isMade);
        throw error;
      }
      await purse.giveBack(Math.max(0, most.units - used(answer)) * price, false);
      return answer;
    },
    note: parts.note,
    warn: parts.warn,
  };
}

/** A purse without a bottom, for a look at the first rows. */
export const openPurse: Purse = { take: async () => undefined, giveBack: async () => undefined };

/** What a budget says to a sum that would go beyond it. */
export function overBudget(cap: 'run' | 'day', microUsd: number): AppError {
  const amount = `$${(microUsd / 1_000_000).toFixed(2)}`;
  return new AppError(reportErrors.report_over_budget, {
    values: { cap: cap === 'run' ? 'cap per run' : 'cap per day', amount },
  });
}
