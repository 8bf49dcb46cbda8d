import type { Id } from '../base/index.ts';
import type { AccountId } from './account.ts';
import type { AppId } from './app.ts';

export type SignInId = Id<'x_sign_in'>;

export interface SignInFailure {
  readonly message: string;
  readonly remedy: string | null;
  readonly xAnswer: string | null;
  /** The account over which this X user is connected already. */
  readonly accountId?: AccountId;
}

/** One "Sign in with X", from the click to X's answer. */
export interface SignInRecord {
  readonly id: SignInId;
  readonly appId: AppId;
  readonly authKind: 'oauth1' | 'oauth2';
  /** Set for a reconnect. */
  readonly accountId: AccountId | null;
  /** Member id. */
  readonly startedBy: string;
  /** What the caller wants done with the account; handed back as it is. */
  readonly purpose: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'done' | 'failed';
  /** Who signed in, also when that was not who was expected. */
  readonly username: string | null;
  readonly connectedAccountId: AccountId | null;
  readonly failure: SignInFailure | null;
  readonly expiresAt: Date;
}
