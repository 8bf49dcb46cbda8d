import type { Db } from '../../base/index.ts';
import type { Config } from '../../config.ts';

/** What a check found: fine, worth a look, or wrong; then with what to do about it. */
export type Finding =
  | { readonly state: 'ok'; readonly says: string }
  | { readonly state: 'note' | 'wrong'; readonly says: string; readonly remedy: string };

export interface CheckInput {
  readonly config: Config;
  /** Undefined when the database could not be opened. */
  readonly db: Db | undefined;
  readonly databaseError: unknown;
}

export interface DoctorCheck {
  readonly name: string;
  readonly run: (input: CheckInput) => Promise<readonly Finding[]>;
}

export function ok(says: string): Finding {
  return { state: 'ok', says };
}

export function note(says: string, remedy: string): Finding {
  return { state: 'note', says, remedy };
}

export function wrong(says: string, remedy: string): Finding {
  return { state: 'wrong', says, remedy };
}
