import type { Check } from '../../../contract/api/x-apps.ts';
import { AppError } from '../../base/index.ts';
import { XProblem } from '../../x/index.ts';

/** What a check is about; the same every time it runs. */
export interface CheckAbout {
  readonly id: string;
  readonly title: string;
  readonly accountId?: string;
}

export function passed(about: CheckAbout, detail: string | null = null): Check {
  return { ...bare(about), state: 'ok', detail };
}

export function failed(about: CheckAbout, detail: string, remedy: string | null): Check {
  return { ...bare(about), state: 'failed', detail, remedy };
}

/** Not run: something before it failed, or it does not apply. */
export function skipped(about: CheckAbout, detail: string): Check {
  return { ...bare(about), state: 'skipped', detail };
}

/** X does not tell; the person has to look. */
export function byHand(about: CheckAbout, detail: string, remedy: string): Check {
  return { ...bare(about), state: 'manual', detail, remedy };
}

/** Runs a check; what X refuses becomes its result, with X's own answer beside it. */
export async function attempt(about: CheckAbout, run: () => Promise<Check>): Promise<Check> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const xAnswer = error instanceof XProblem ? (error.xBody?.slice(0, 500) ?? null) : null;
    // The declared sentences end with what to do.
    return { ...failed(about, error.message, remedyOf(error)), xAnswer };
  }
}

function remedyOf(error: AppError): string | null {
  switch (error.declaration.who) {
    case 'time':
      return 'Run the checks again in a little while.';
    case 'operator':
      return 'Change it as said here, then run the checks again.';
    case 'caller':
    case 'us':
      return null;
  }
}

function bare(about: CheckAbout): Check {
  return {
    id: about.id,
    title: about.title,
    state: 'skipped',
    detail: null,
    xAnswer: null,
    remedy: null,
    accountId: about.accountId ?? null,
  };
}
