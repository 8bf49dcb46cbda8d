/** `/_control/time`, `/limits`, `/requests`, `/stats`, `/dump`, `/load`: the simulator itself. */
import { type Static, Type } from 'typebox';
import { Moment, XId, closed } from './ids.ts';

/** Any of the three, in the order rate, set, advance. */
export const ControlTimeChange = Type.Object(
  {
    /** At most ten years: every timer on the way runs. */
    advanceMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 * 366 * 86_400_000 })),
    setTo: Type.Optional(Moment),
    /** 1 is real speed, 0 stands still. */
    rate: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  },
  closed,
);
export type ControlTimeChange = Static<typeof ControlTimeChange>;
export type ControlTime = { now: number; offsetMs: number; rate: number };

const count = Type.Optional(Type.Integer({ minimum: 0 }));
export const ControlLimitRule = Type.Object(
  {
    /** Requests of one user with one app per window. */
    user: count,
    /** Requests of an app per window. */
    app: count,
    appWindow: count,
    userDay: count,
    appDay: count,
    windowMs: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Length of the 24-hour windows. */
    dayMs: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export type ControlLimitRule = Static<typeof ControlLimitRule>;

/** `key` is "METHOD /path" as `GET /_control/limits` lists them; `rule: null` takes the change back. */
export const ControlLimitChange = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean()),
    key: Type.Optional(Type.String({ maxLength: 200 })),
    rule: Type.Optional(Type.Union([ControlLimitRule, Type.Null()])),
    appId: Type.Optional(XId),
    /** Forgets what was used so far. */
    clearUsage: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ControlLimitChange = Static<typeof ControlLimitChange>;
export type ControlLimits = {
  enabled: boolean;
  rules: Record<string, ControlLimitRule>;
  usage: { key: string; who: string; used: number; limit: number; resetAt: number }[];
};

export const ControlRequestQuery = Type.Object(
  {
    /** Part of the path. */
    path: Type.Optional(Type.String({ maxLength: 300 })),
    method: Type.Optional(Type.String({ maxLength: 10 })),
    status: Type.Optional(Type.Integer({ minimum: 0, maximum: 599 })),
    /** 2 to 5: the first digit of the status; 0: no answer was given. */
    statusClass: Type.Optional(Type.Integer({ minimum: 0, maximum: 5 })),
    appId: Type.Optional(XId),
    userId: Type.Optional(XId),
    auth: Type.Optional(
      Type.Union([
        Type.Literal('oauth1'),
        Type.Literal('oauth2'),
        Type.Literal('bearer'),
        Type.Literal('none'),
      ]),
    ),
    /** In path, query, body or answer, whatever the case. */
    text: Type.Optional(Type.String({ maxLength: 300 })),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    /** The last that match instead of the first; the order stays. */
    latest: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  },
  closed,
);
export type ControlRequestQuery = Static<typeof ControlRequestQuery>;

export type ControlRequest = {
  id: number;
  at: number;
  method: string;
  path: string;
  query: string;
  route: string;
  status: number;
  durationMs: number;
  appId?: string;
  userId?: string;
  auth?: 'oauth1' | 'oauth2' | 'bearer';
  body?: string;
  /** What it cost its app, in US dollars; absent when it has no price. */
  costUsd?: number;
};

/** One request with what was said on both sides; bodies of old requests are dropped when they fill the memory. */
export type ControlRequestDetail = ControlRequest & {
  headers?: Record<string, string>;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
};
/** A command line that makes the request again; `note` is what it cannot do. */
export type ControlCurl = { curl: string; note?: string };

export type ControlStats = {
  /** How often each "METHOD route" was answered with each status. */
  requests: Record<string, Record<string, number>>;
  /** 429s per endpoint. */
  tooMany: Record<string, number>;
  users: number;
  conversations: number;
  messages: number;
  startedAt: number;
};

/** Where clients that know X's own hosts only come in; null: not started. `caFile` is what they must trust. */
export type ControlDoors = { tlsUrl: string | null; proxyUrl: string | null; caFile: string | null };

/** `lines`: one JSON value a line (`application/x-ndjson`), which `/load` takes too; for states of any size. */
export const ControlDumpQuery = Type.Object(
  { format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('lines')])) },
  closed,
);
export type ControlDumpQuery = Static<typeof ControlDumpQuery>;

/** Rows by table, and the bytes of media in base64. */
export const ControlDump = Type.Object(
  {
    now: Moment,
    tables: Type.Record(Type.String(), Type.Array(Type.Object({}, { additionalProperties: true }))),
    media: Type.Record(Type.String(), Type.String()),
  },
  closed,
);
export type ControlDump = Static<typeof ControlDump>;
