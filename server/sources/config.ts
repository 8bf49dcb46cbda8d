import type { ReportOptions } from '../../contract/api/index.ts';
import { AppError, compileCheck } from '../base/index.ts';
import { SourceProblem } from './problem.ts';
import { connectionSpecification, WAIT_MINUTES, ZONE } from './spec.ts';

/** How the user signed in at X. */
export type Credentials =
  | {
      readonly auth_type: 'oauth1';
      readonly consumer_key: string;
      readonly consumer_secret: string;
      readonly access_token: string;
      readonly access_token_secret: string;
    }
  | {
      readonly auth_type: 'oauth2';
      readonly client_id: string;
      readonly client_secret?: string;
      readonly refresh_token: string;
      readonly access_token?: string;
      /** ISO 8601. */
      readonly token_expires_at?: string;
    };

/** A configuration file, as it is kept; its names are those that other tools show. */
export interface SourceConfig {
  readonly credentials: Credentials;
  readonly time_zone: string;
  readonly x_url?: string;
  readonly most_usd_per_run?: number;
  readonly most_wait_minutes: number;
  readonly streams?: Readonly<Record<string, ReportOptions>>;
}

let check: ReturnType<typeof compileCheck> | undefined;

/** @throws SourceProblem that names the first wrong field */
export function readSourceConfig(json: unknown): SourceConfig {
  // The schema is made from the connectors' menus: a plain JSON Schema is what the compiler takes.
  check ??= compileCheck(connectionSpecification(), 'body');
  try {
    const given = check(json) as Partial<SourceConfig>;
    // What the check has passed is of this form, but for what may be left out.
    return { time_zone: ZONE, most_wait_minutes: WAIT_MINUTES, ...given } as SourceConfig;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new SourceProblem('config_error', `The configuration is not right: ${error.message}`, error);
  }
}
