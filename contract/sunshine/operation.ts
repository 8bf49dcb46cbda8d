import type { Static, TSchema } from 'typebox';

/** What a key may do. `account`: everything. `app`: one app. `integration`: what a bot or a business system needs. */
export type Scope = 'account' | 'app' | 'integration';

export type SunshineMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the Sunshine Conversations API as we serve it: the source of its route, its checks and its page. */
export interface Operation {
  /** The name that the published description gives it: `PostMessage`; of version 1.1 smooch-core's, `appUsers.get`. */
  readonly id: string;
  readonly version: 'v2' | 'v1.1';
  readonly method: SunshineMethod;
  /** From `/v2` or `/v1.1` on, with `:params`. Served at `/` and at `/sc`. */
  readonly path: string;
  /** `/apps/:appId` may be left out: the key says which app is meant. */
  readonly impliesApp?: true;
  /** Whose keys may call it; empty: nobody needs a key. */
  readonly scopes: readonly Scope[];
  /** One sentence for the documentation. */
  readonly summary: string;
  /** Takes `page[after]`, `page[before]`, `page[size]`. */
  readonly paged?: true;
  /** Fields of `filter[…]`. */
  readonly filter?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** The body may be missing altogether. */
  readonly bodyOptional?: true;
  readonly upload?: true;
  readonly status: 200 | 201 | 302;
  /** Of a success. */
  readonly response?: TSchema;
  /** Has no meaning for direct messages of X; what it answers instead, in a sentence. */
  readonly refused?: string;
}

type Part<T> = T extends TSchema ? Static<T> : undefined;
export type OperationBody<O extends Operation> = O['bodyOptional'] extends true
  ? Part<O['body']> | undefined
  : Part<O['body']>;
export type OperationQuery<O extends Operation> = Part<O['query']>;
export type OperationFilter<O extends Operation> = Part<O['filter']>;
export type OperationResponse<O extends Operation> = Part<O['response']>;

/** Declares an operation; keeps the literal types that handlers need. */
export function operation<const O extends Operation>(declared: O): O {
  return declared;
}
