/** `/_control/faults`: make the local X misbehave, reproducibly. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** What an API request meets. `after` faults happen when X has already done what was asked. */
const RequestFaultKind = Type.Union([
  Type.Literal('status'),
  Type.Literal('delay'),
  Type.Literal('timeout_before'),
  Type.Literal('timeout_after'),
  Type.Literal('reset_before'),
  Type.Literal('reset_after'),
  Type.Literal('malformed_body'),
]);

/** What a webhook delivery meets. `corrupt_signature` and `fail` strike attempts, the others whole deliveries. */
const DeliveryFaultKind = Type.Union([
  Type.Literal('drop'),
  Type.Literal('delay'),
  Type.Literal('duplicate'),
  Type.Literal('reorder'),
  Type.Literal('corrupt_signature'),
  Type.Literal('fail'),
]);

const Selection = {
  /** Stops after this many hits; absent: until removed. */
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** 0 to 1, drawn from the seeded generator; absent: always. */
  probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  /** Lets this many matching calls pass first. */
  skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  appId: Type.Optional(Type.String({ maxLength: 64 })),
};

export const RequestFaultInput = Type.Object(
  {
    on: Type.Literal('request'),
    kind: RequestFaultKind,
    /** `POST`, or absent for every method. */
    method: Type.Optional(Type.String({ maxLength: 10 })),
    /** `/2/dm_conversations/with/:id/messages`, or with `*` for the rest of the path. */
    path: Type.String({ minLength: 1, maxLength: 300 }),
    userId: Type.Optional(Type.String({ maxLength: 20 })),
    /** For `status`: X's own body is made for 401, 402, 403, 404, 429, 500, 502, 503 and 504. */
    status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
    /** For `status`: the refusal of v1.1 with this code, as 226; its status unless another is given. */
    code: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })),
    /** For `status`: this body instead of X's own. */
    body: Type.Optional(Type.Unknown()),
    /** For `delay`, and how long a `timeout_*` holds the connection before it is closed. */
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
    ...Selection,
  },
  closed,
);

export const DeliveryFaultInput = Type.Object(
  {
    on: Type.Literal('delivery'),
    kind: DeliveryFaultKind,
    webhookId: Type.Optional(Type.String({ maxLength: 20 })),
    /** An Activity event type, or the Account Activity field name (`direct_message_events`). */
    eventType: Type.Optional(Type.String({ maxLength: 60 })),
    /** The subscribed user. */
    userId: Type.Optional(Type.String({ maxLength: 20 })),
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
    /** For `reorder`: how many deliveries are held and let go in reverse; for `duplicate`: how many copies more. */
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    /** For `fail`: what the receiver seems to answer; absent: it cannot be reached. */
    status: Type.Optional(Type.Integer({ minimum: 300, maximum: 599 })),
    ...Selection,
  },
  closed,
);

export const FaultInput = Type.Union([RequestFaultInput, DeliveryFaultInput]);

export type RequestFaultInput = Static<typeof RequestFaultInput>;
export type DeliveryFaultInput = Static<typeof DeliveryFaultInput>;
export type FaultInput = Static<typeof FaultInput>;

export type Fault = FaultInput & { id: string; hits: number; seen: number };
export type FaultList = { seed: number; faults: Fault[] };

export const FaultSeedInput = Type.Object(
  { seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }) },
  closed,
);

export const StreamDisconnectInput = Type.Object(
  {
    appId: Type.Optional(Type.String({ maxLength: 64 })),
    /** `operational`: X's own notice, then the end; `reset`: the connection breaks; `stall`: it stays open, silent. */
    how: Type.Union([Type.Literal('operational'), Type.Literal('reset'), Type.Literal('stall')]),
  },
  closed,
);
export type StreamDisconnectInput = Static<typeof StreamDisconnectInput>;
