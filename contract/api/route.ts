import type { Static, TSchema } from 'typebox';
import type { Permission } from './permissions.ts';

/** Who may call a route. Checked on the server for every request; `test/flows/routes.test.ts` walks them all. */
export type Access =
  /** Nobody needs to be signed in (sign-in itself, health, first-run). */
  | 'public'
  /** Any signed-in member of the workspace, or an API key with the route's scope. */
  | 'agent'
  | 'supervisor'
  | 'administrator';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The parts of a route's declaration: the one source of its validation, its types, its client and its documentation. */
export interface RouteDescriptor {
  /** Dotted, unique, the name of the generated client's function: `conversations.list`. */
  readonly id: string;
  readonly method: Method;
  /** Fastify path with `:params`. */
  readonly path: string;
  readonly access: Access;
  /** Asked for instead of the role: a role of the workspace's own may have it, whatever `access` says of the standard ones. */
  readonly permission?: Permission;
  /** Open to whoever has not accepted the notice about monitoring yet. */
  readonly beforeNotice?: true;
  /** One sentence for the documentation. */
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Of the request's body, where it may be larger than 1 MiB. */
  readonly mostBytes?: number;
  /** Status 200 unless `status` says otherwise. Absent: 204 without a body. */
  readonly response?: TSchema;
  readonly status?: 200 | 201 | 202 | 204;
  /** The request is `multipart/form-data`, the response is a stream of bytes, or server-sent events. */
  readonly special?: 'upload' | 'bytes' | 'events';
}

type Part<T> = T extends TSchema ? Static<T> : undefined;

export type ParamsOf<R extends RouteDescriptor> = Part<R['params']>;
export type QueryOf<R extends RouteDescriptor> = Part<R['query']>;
export type BodyOf<R extends RouteDescriptor> = Part<R['body']>;
export type ResponseOf<R extends RouteDescriptor> = Part<R['response']>;

/** Declares a route; keeps the literal types that the client generator and the handlers need. */
export function route<const R extends RouteDescriptor>(descriptor: R): R {
  return descriptor;
}
