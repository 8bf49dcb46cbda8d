import type { Check, Transport } from '../../../../contract/api/index.ts';
import type { AccountRecord, AppRecord } from '../../../accounts/index.ts';
import type { FeedRecord } from '../../../handles/index.ts';
import type { XClient } from '../../../x/index.ts';

/** An account whose token X accepts, ready to be subscribed. */
export interface LiveAccount {
  readonly account: AccountRecord & { readonly xUserId: string };
  readonly client: XClient;
  readonly feed: FeedRecord | undefined;
  /** Its handle hears of posts that name it in public. */
  readonly wantsMentions: boolean;
}

export interface WayInput {
  readonly app: AppRecord;
  /** Acts as the app, by its bearer token. */
  readonly appClient: XClient;
  readonly accounts: readonly LiveAccount[];
  readonly webhookUrl: string;
  /** Why X cannot reach the webhook URL, in a sentence; undefined when it can. */
  readonly webhookUnusable: string | undefined;
}

/** How one account stands on a way. */
export interface AccountOutcome {
  /** `later`: X could not say now; `unasked`: its limits are used up. What stood before still stands. */
  readonly state: 'subscribed' | 'refused' | 'later' | 'unasked';
  readonly reason: string | null;
  /** X Activity API: subscription id by event type. */
  readonly subscriptionIds: Readonly<Record<string, string>>;
  /** It had been subscribed and was not any more: events of the time between are missing. */
  readonly renewed: boolean;
}

export interface WebhookOutcome {
  readonly id: string;
  readonly valid: boolean;
  /** It was invalid, or gone, and works again: events of the time between are missing. */
  readonly renewed: boolean;
}

export interface WayOutcome {
  readonly transport: Transport;
  /** `refused`: this way does not work for this app. */
  readonly state: 'works' | 'refused' | 'later' | 'unasked';
  /** Why not, in a sentence. */
  readonly reason: string | null;
  readonly webhook: WebhookOutcome | undefined;
  readonly accounts: ReadonlyMap<string, AccountOutcome>;
  readonly checks: readonly Check[];
}

/** A way in which X's events reach us. */
export interface Way {
  readonly transport: Transport;
  /** Looks at what stands at X, sets up what is missing, and tells how it went. Never throws what X said. */
  setUp(input: WayInput): Promise<WayOutcome>;
  /** Takes an account off this way. @throws XProblem */
  leave(
    input: Omit<WayInput, 'accounts'>,
    account: AccountRecord,
    feed: FeedRecord | undefined,
  ): Promise<void>;
}
