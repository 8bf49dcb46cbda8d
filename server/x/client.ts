import { xErrors } from '../../contract/errors/x.ts';
import type { AuthKind, Endpoint } from './endpoint.ts';
import type { XHosts } from './hosts.ts';
import type { CostBook } from './limits/cost-book.ts';
import type { LimitBook, Priority, Reservation } from './limits/limit-book.ts';
import { XProblem } from './problem.ts';
import { rateSaidWith, sendRequest, type XAnswer, type XRequest } from './requests.ts';
import { oauth1Header, percentEncode, signingMoment } from './signing.ts';
import type { XSite } from './site.ts';

export type XCredentials =
  | {
      readonly kind: 'oauth1';
      readonly consumerKey: string;
      readonly consumerSecret: string;
      readonly token: string;
      readonly tokenSecret: string;
    }
  | { readonly kind: 'oauth2'; readonly accessToken: string }
  | { readonly kind: 'app'; readonly bearerToken: string };

/** Where a client's credentials come from. */
export interface CredentialSource {
  readonly kinds: readonly AuthKind[];
  get(kind: AuthKind): Promise<XCredentials>;
  /** X refused these; others to try once, or nothing. */
  renew?(refused: XCredentials): Promise<XCredentials | undefined>;
  /** Told of every problem that X answered, so that an account's state can follow. */
  onProblem?(problem: XProblem, used: XCredentials): Promise<void>;
}

export interface CallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly multipart?: () => FormData;
  /** `person` unless said otherwise: automation leaves a reserve for people. */
  readonly priority?: Priority;
  /** Made beforehand with `reserve`; otherwise the call makes its own. */
  readonly reservation?: Reservation;
  readonly timeoutMs?: number;
}

export interface XClientOptions {
  readonly site: XSite;
  readonly credentials: CredentialSource;
  readonly limits: Pick<LimitBook, 'reserve' | 'nextFreeAt' | 'settle' | 'release'>;
  readonly costs: Pick<CostBook, 'add'>;
  readonly appId: string;
  /** Absent for a client that acts as the app. */
  readonly xUserId?: string;
  /**
   * Told when limits or costs could not be written after X had answered. The answer counts more: the call goes on as
   * X answered it, and what was set aside stays counted as used.
   */
  readonly onBookkeepingError: (error: unknown) => void;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8_000_000;

/** An authorised X: its calls are counted against X's limits and their price is noted. */
export class XClient {
  readonly site: XSite;
  readonly appId: string;
  readonly xUserId: string | undefined;
  readonly #options: XClientOptions;

  constructor(options: XClientOptions) {
    this.#options = options;
    this.site = options.site;
    this.appId = options.appId;
    this.xUserId = options.xUserId;
  }

  /** The kinds of sign-in that this client has. */
  get kinds(): readonly AuthKind[] {
    return this.#options.credentials.kinds;
  }

  /** False when X takes none of this client's kinds of sign-in there (v1.1 with OAuth 2.0, for one). */
  can(endpoint: Endpoint): boolean {
    return this.#kindFor(endpoint) !== undefined;
  }

  /**
   * Sets calls aside before they are made, durably; a crash counts as used.
   * @returns the reservation to pass to `call`, or when it could be had.
   */
  async reserve(endpoint: Endpoint, priority: Priority = 'person'): Promise<Reservation | { freeAt: Date }> {
    return this.#options.limits.reserve(this.#subject(), endpoint, this.#needKind(endpoint), priority);
  }

  /** When the call after `ahead` others could go out, by the database's clock. */
  async nextFreeAt(endpoint: Endpoint, priority: Priority = 'person', ahead = 0): Promise<Date> {
    return this.#options.limits.nextFreeAt(
      this.#subject(),
      endpoint,
      this.#needKind(endpoint),
      priority,
      ahead,
    );
  }

  /** Gives back a reservation whose call is not made. */
  async release(reservation: Reservation): Promise<void> {
    await this.#options.limits.release(reservation);
  }

  /** @throws XProblem */
  async call(endpoint: Endpoint, input: CallInput = {}): Promise<XAnswer> {
    const kind = this.#needKind(endpoint);
    const credentials = await this.#credentials(kind, input.reservation);
    const { corrections } = this.site.time;
    try {
      return await this.#once(endpoint, input, credentials);
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      // The answer has just taught us X's time. v2 says no more than 401 to a timestamp that is off.
      const clockWasOff = error.xStatus === 401 && this.site.time.corrections > corrections;
      if (clockWasOff || error.code === xErrors.x_clock_off.code) {
        return this.#once(endpoint, again(input), credentials);
      }
      const renewed = isAboutToken(error) ? await this.#options.credentials.renew?.(credentials) : undefined;
      if (renewed) return this.#once(endpoint, again(input), renewed);
      if (error.xStatus !== undefined) await this.#options.credentials.onProblem?.(error, credentials);
      throw error;
    }
  }

  /** The header that authorises a request outside `call` (media files, the stream). */
  async authorization(kind: AuthKind, method: string, url: string): Promise<string> {
    return authorize(await this.#options.credentials.get(kind), { method, url }, this.site.time.nowMs());
  }

  async #once(endpoint: Endpoint, input: CallInput, credentials: XCredentials): Promise<XAnswer> {
    const reservation =
      input.reservation ?? (await this.#reserveOrThrow(endpoint, credentials.kind, input.priority));
    let answer: XAnswer;
    try {
      answer = await sendRequest(buildRequest(this.site, endpoint, input, credentials), this.site.time);
    } catch (error) {
      await this.#settleAfter(error, reservation).catch(this.#options.onBookkeepingError);
      throw error;
    }
    await this.#settle(endpoint, answer, reservation).catch(this.#options.onBookkeepingError);
    return answer;
  }

  /** A call that cannot be signed gives its place back. */
  async #credentials(kind: AuthKind, reservation: Reservation | undefined): Promise<XCredentials> {
    try {
      return await this.#options.credentials.get(kind);
    } catch (error) {
      if (reservation) await this.release(reservation).catch(this.#options.onBookkeepingError);
      throw error;
    }
  }

  async #settle(endpoint: Endpoint, answer: XAnswer, reservation: Reservation): Promise<void> {
    await this.#options.limits.settle(reservation, answer.rate, 'answered');
    const units = endpoint.cost?.units(answer.body) ?? 0;
    if (endpoint.cost && units > 0) await this.#options.costs.add(this.appId, endpoint.cost.kind, units);
  }

  async #settleAfter(error: unknown, reservation: Reservation): Promise<void> {
    if (!(error instanceof XProblem)) return;
    const { limits } = this.#options;
    if (error.kind === 'not_sent') return limits.release(reservation);
    if (error.xStatus === undefined) return limits.settle(reservation, {}, 'unknown');
    return limits.settle(reservation, rateSaidWith(error), error.xStatus === 429 ? 'limited' : 'answered');
  }

  async #reserveOrThrow(
    endpoint: Endpoint,
    kind: AuthKind,
    priority: Priority = 'person',
  ): Promise<Reservation> {
    const reserved = await this.#options.limits.reserve(this.#subject(), endpoint, kind, priority);
    if (!('freeAt' in reserved)) return reserved;
    throw new XProblem(xErrors.x_limit_reached, {
      kind: 'limited',
      retryable: true,
      freeAt: reserved.freeAt,
    });
  }

  #subject(): { appId: string; xUserId: string | undefined } {
    return { appId: this.appId, xUserId: this.xUserId };
  }

  #kindFor(endpoint: Endpoint): AuthKind | undefined {
    return endpoint.auth.find((kind) => this.#options.credentials.kinds.includes(kind));
  }

  #needKind(endpoint: Endpoint): AuthKind {
    const kind = this.#kindFor(endpoint);
    if (kind === undefined) {
      throw new XProblem(xErrors.x_authentication_kind, { kind: 'refused', retryable: false });
    }
    return kind;
  }
}

function isAboutToken(problem: XProblem): boolean {
  return problem.code === xErrors.x_token_invalid.code;
}

/** The second try of a refused call needs its own place in the limits. */
function again(input: CallInput): CallInput {
  const { reservation: _spent, ...rest } = input;
  return rest;
}

function buildRequest(
  site: XSite,
  endpoint: Endpoint,
  input: CallInput,
  credentials: XCredentials,
): XRequest {
  const url = urlOf(site.hosts, endpoint, input);
  const signed = { method: endpoint.method, url, ...(input.form && { form: input.form }) };
  const headers: Record<string, string> = {
    authorization: authorize(credentials, signed, site.time.nowMs()),
  };
  if (input.json !== undefined) headers['content-type'] = 'application/json';
  const body =
    input.json === undefined
      ? input.form
        ? new URLSearchParams(input.form)
        : input.multipart?.()
      : JSON.stringify(input.json);
  return {
    method: endpoint.method,
    url,
    headers,
    ...(body !== undefined && { body }),
    ...(endpoint.changes !== undefined && { changes: endpoint.changes }),
    timeoutMs: input.timeoutMs ?? endpoint.timeoutMs ?? TIMEOUT_MS,
    maxBytes: endpoint.maxBytes ?? MAX_BYTES,
  };
}

function authorize(
  credentials: XCredentials,
  request: { method: string; url: string; form?: Readonly<Record<string, string>> },
  nowMs: number,
): string {
  switch (credentials.kind) {
    case 'oauth1':
      return oauth1Header(request, credentials, signingMoment(nowMs));
    case 'oauth2':
      return `Bearer ${credentials.accessToken}`;
    case 'app':
      return `Bearer ${credentials.bearerToken}`;
  }
}

export function urlOf(hosts: XHosts, endpoint: Endpoint, input: Pick<CallInput, 'params' | 'query'>): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_place, name: string) => {
    const value = input.params?.[name];
    if (value === undefined || value === '') throw new Error(`${endpoint.name} needs ${name}`);
    return percentEncode(value);
  });
  const query = Object.entries(input.query ?? {})
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  return `${hosts[endpoint.host]}${path}${query === '' ? '' : `?${query}`}`;
}
