/** `/_control/deliveries`, `/_control/webhooks`, `/_control/deliver`, `/_control/settings`: what X sends out. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

export type DeliveryOutcome =
  | 'delivered'
  | 'waiting_retry'
  | 'given_up'
  | 'dropped_by_fault'
  | 'webhook_invalid'
  | 'webhook_gone'
  | 'overflow';

/** One HTTP attempt to bring one body to one webhook. */
export type DeliveryRecord = {
  /** The attempt; grows. */
  id: string;
  /** The same for all attempts and copies of one event for one subscription. */
  deliveryId: string;
  webhookId: string;
  url: string;
  product: 'activity' | 'account_activity' | 'raw' | 'replay';
  eventType: string;
  userId: string | null;
  attempt: number;
  /** Virtual time. */
  atMs: number;
  tookMs: number;
  outcome: DeliveryOutcome;
  signature: string | null;
  requestHeaders: Record<string, string>;
  requestBody: string;
  requestBytes: number;
  status: number | null;
  responseHeaders: Record<string, string>;
  responseBody: string | null;
  error: string | null;
  faultIds: string[];
  /** When X tries again, for `waiting_retry`: virtual time. */
  nextAttemptAtMs: number | null;
};
/** Sends a kept event once more, past the faults; the first attempt of it. */
export type Redelivered = { delivery: DeliveryRecord };
/** `GET /_control/deliveries/:deliveryId`: one delivery from its first attempt to its last. */
export type DeliveryStory = Pick<
  DeliveryRecord,
  'deliveryId' | 'webhookId' | 'product' | 'eventType' | 'userId' | 'nextAttemptAtMs'
> & {
  /** Nothing more is tried. */
  isOver: boolean;
  /** Its body is kept, for replays and for sending it again. */
  isReplayable: boolean;
  /** Those that are still in the book, oldest first. */
  attempts: DeliveryRecord[];
};
export type DeliveryList = {
  deliveries: DeliveryRecord[];
  totals: { attempts: number; delivered: number; givenUp: number; dropped: number; pending: number };
};

export type ControlWebhook = {
  id: string;
  appId: string;
  url: string;
  valid: boolean;
  api: 'v2' | 'premium' | 'enterprise';
  environment: string | null;
  createdAtMs: number;
  lastCheckedAtMs: number | null;
  lastValidAtMs: number | null;
  lastProblem: string | null;
  subscriptions: { product: 'activity' | 'account_activity'; userId: string | null; eventType: string }[];
};

/** Sends a body as X would, signed: text for any JSON, base64 for bytes that are no text. */
export const RawDeliveryInput = Type.Object(
  {
    webhookId: Type.String({ maxLength: 20 }),
    body: Type.Optional(Type.String({ maxLength: 8_000_000 })),
    bodyBase64: Type.Optional(Type.String({ maxLength: 12_000_000 })),
    /** `false` sends the body without a signature header. Default true. */
    signed: Type.Optional(Type.Boolean()),
    /** Retries like any event when the receiver fails. Default false. */
    retry: Type.Optional(Type.Boolean()),
    /** Waits for the first attempt and answers with its record. Default true. */
    wait: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type RawDeliveryInput = Static<typeof RawDeliveryInput>;

export const ChatEventInput = Type.Object(
  {
    senderId: Type.String({ pattern: '^[0-9]{1,19}$' }),
    recipientId: Type.String({ pattern: '^[0-9]{1,19}$' }),
    /** Opaque; made up when absent. */
    encodedEvent: Type.Optional(Type.String({ maxLength: 100_000 })),
  },
  closed,
);
export type ChatEventInput = Static<typeof ChatEventInput>;

export const DeliverySettingsInput = Type.Object(
  {
    /** Multiplies the 3, 27 and 242 seconds between attempts. 1 is X's own pace; 0.01 suits tests. */
    retryScale: Type.Optional(Type.Number({ minimum: 0, maximum: 10 })),
    timeoutV2Ms: Type.Optional(Type.Integer({ minimum: 10, maximum: 60_000 })),
    timeoutV1Ms: Type.Optional(Type.Integer({ minimum: 10, maximum: 60_000 })),
    concurrency: Type.Optional(Type.Integer({ minimum: 1, maximum: 1024 })),
    streamKeepAliveMs: Type.Optional(Type.Integer({ minimum: 10, maximum: 600_000 })),
    /** How a created subscription is answered: as in the OpenAPI file, flat, or as a list. */
    subscriptionShape: Type.Optional(
      Type.Union([Type.Literal('openapi'), Type.Literal('flat'), Type.Literal('list')]),
    ),
    /** Which secret signs deliveries: consumer secret, client secret in its own header, or both. */
    signatures: Type.Optional(
      Type.Union([Type.Literal('oauth1'), Type.Literal('oauth2'), Type.Literal('both')]),
    ),
    /** Account Activity answers as if it had been switched off. */
    accountActivity: Type.Optional(Type.Boolean()),
    /** Subscriptions that the private events of the Activity API accept an OAuth 1.0a token for. */
    activityOauth1: Type.Optional(Type.Boolean()),
    /** The Activity API tells the members of a group of its messages; X does not say whether it does. */
    activityGroups: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type DeliverySettingsInput = Static<typeof DeliverySettingsInput>;
export type DeliverySettings = Required<DeliverySettingsInput>;
