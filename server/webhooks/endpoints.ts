import { randomBytes } from 'node:crypto';
import { webhookErrors } from '../../contract/errors/webhooks.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { AppError, newId, parseUserUrl, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { type Actor, lockKind, systemActor } from '../people/index.ts';
import type { EndpointCache } from './endpoint-cache.ts';
import {
  deleteEndpointRow,
  insertEndpoint,
  pauseRow,
  resumeRow,
  selectEndpoint,
  selectEndpoints,
  type StoredEndpoint,
  updateEndpointRow,
} from './endpoint-store.ts';
import { probeAfterMs } from './retry.ts';
import { checkTriggers } from './triggers.ts';
import type { EndpointInput, WebhookEndpoint, WebhooksDeps } from './types.ts';

/** Of one workspace, whoever they belong to; other carriers may say otherwise. */
export const MOST_ENDPOINTS = 10;
export const SECRET_FIELD = 'webhook_secret';
const KIND = 'webhook';

export type NewEndpoint = Pick<EndpointInput, 'target' | 'triggers'> & Partial<EndpointInput>;
export type EndpointChange = Partial<Omit<EndpointInput, 'integrationId' | 'version'>>;

/** Endpoints as they are set up. Each change is audited, told (`webhook.changed`), and known to all processes at once. */
export interface Endpoints {
  /** @throws AppError webhook_limit, webhook_trigger_unknown, url_refused. */
  create(db: WorkspaceDb, by: Actor, input: NewEndpoint): Promise<WebhookEndpoint>;
  /** @throws AppError not_found, webhook_trigger_unknown, url_refused. */
  update(db: WorkspaceDb, by: Actor, id: string, change: EndpointChange): Promise<WebhookEndpoint>;
  /** What waits for it is not sent any more. @throws AppError not_found. */
  remove(db: WorkspaceDb, by: Actor, id: string): Promise<void>;
  /** All of an integration that goes. */
  removeOf(db: WorkspaceDb, by: Actor, integrationId: string): Promise<void>;
  find(db: WorkspaceDb, id: string): Promise<WebhookEndpoint | undefined>;
  /** @throws AppError not_found. */
  get(db: WorkspaceDb, id: string): Promise<WebhookEndpoint>;
  /** Of one integration (null: the workspace's own), or all. */
  list(db: WorkspaceDb, integrationId?: string | null): Promise<WebhookEndpoint[]>;
  /** The old secret ends at once. @throws AppError not_found. */
  renewSecret(db: WorkspaceDb, by: Actor, id: string): Promise<WebhookEndpoint>;
  /** Nothing is sent until somebody resumes; what happens meanwhile waits. @throws AppError not_found. */
  pause(db: WorkspaceDb, by: Actor, id: string): Promise<void>;
  /** @throws AppError not_found, webhook_not_paused. */
  resume(db: WorkspaceDb, by: Actor, id: string): Promise<void>;
  /** The receiver fails and fails: what waits is held back, and it is looked at now and then. */
  pauseForFailures(db: WorkspaceDb, id: string, reason: string): Promise<void>;
  /** The receiver is back. */
  resumeAfterFailures(db: WorkspaceDb, id: string): Promise<void>;
}

type EndpointsDeps = { readonly carrier: string; readonly most: number } & Pick<
  WebhooksDeps,
  'audit' | 'clock' | 'log' | 'secrets' | 'allowPrivateUrls'
> & {
    readonly cache: EndpointCache;
    /** There may be something to send, or no longer. */
    readonly wake: (tx: WorkspaceTx, endpointId: string) => void;
  };

export function createEndpoints(deps: EndpointsDeps): Endpoints {
  const { audit, clock, log, secrets, cache, wake, carrier, most } = deps;
  const ofCarrier = async (db: WorkspaceDb) =>
    (await selectEndpoints(db)).filter((one) => one.carrier === carrier);

  const check = (input: Pick<EndpointInput, 'version' | 'target' | 'triggers'>) => {
    checkTriggers(input.version, input.triggers);
    parseUserUrl(input.target, { allowPrivate: deps.allowPrivateUrls });
  };

  const tell = async (
    tx: WorkspaceTx,
    by: Actor,
    id: string,
    what: 'created' | 'changed' | 'removed' | 'paused' | 'resumed',
    facts: Record<string, string> = {},
  ) => {
    await audit(tx, { actor: by, action: `${carrier}.${what}`, subjectKind: carrier, subjectId: id, facts });
    log.append(tx, [{ kind: 'webhook.changed', key: id, body: { endpointId: id, what } }]);
    cache.forget(tx);
    wake(tx, id);
  };

  const withSecret = async (db: WorkspaceDb, stored: StoredEndpoint): Promise<WebhookEndpoint> => ({
    ...stored,
    secret: (await secrets.find(db, stored.id, SECRET_FIELD)) ?? '',
  });

  const find = async (db: WorkspaceDb, id: string) => {
    const stored = await selectEndpoint(db, id);
    return stored?.carrier === carrier ? withSecret(db, stored) : undefined;
  };

  const get = async (db: WorkspaceDb, id: string) => {
    const found = await find(db, id);
    if (!found) throw new AppError(baseErrors.not_found, { values: { what: carrier } });
    return found;
  };

  const remove = async (tx: WorkspaceTx, by: Actor, id: string) => {
    await tell(tx, by, id, 'removed');
    await secrets.remove(tx, id);
    await deleteEndpointRow(tx, id);
  };

  return {
    create: (db, by, given) =>
      db.transaction(async (tx) => {
        const input = withStandards(given);
        check(input);
        await lockKind(tx, KIND);
        if ((await ofCarrier(tx)).length >= most)
          throw new AppError(webhookErrors.webhook_limit, { values: { most } });
        const id = newId();
        await insertEndpoint(tx, id, carrier, input, clock.now());
        await secrets.put(tx, id, SECRET_FIELD, newSecret(input.version));
        await tell(tx, by, id, 'created');
        return get(tx, id);
      }),
    update: (db, by, id, change) =>
      db.transaction(async (tx) => {
        await lockKind(tx, KIND);
        const before = await get(tx, id);
        const input = { ...before, ...change };
        check(input);
        await updateEndpointRow(tx, id, { ...input, name: nameOf(input) }, clock.now());
        await tell(tx, by, id, 'changed');
        return get(tx, id);
      }),
    remove: (db, by, id) =>
      db.transaction(async (tx) => {
        await get(tx, id);
        await remove(tx, by, id);
      }),
    removeOf: (db, by, integrationId) =>
      db.transaction(async (tx) => {
        for (const one of await ofCarrier(tx))
          if (one.integrationId === integrationId) await remove(tx, by, one.id);
      }),
    find,
    get,
    list: async (db, integrationId) => {
      const all = await ofCarrier(db);
      const wanted = all.filter((one) => integrationId === undefined || one.integrationId === integrationId);
      const found: WebhookEndpoint[] = [];
      for (const stored of wanted) found.push(await withSecret(db, stored));
      return found;
    },
    renewSecret: (db, by, id) =>
      db.transaction(async (tx) => {
        const { version } = await get(tx, id);
        await secrets.put(tx, id, SECRET_FIELD, newSecret(version));
        await tell(tx, by, id, 'changed', { secret: 'renewed' });
        return get(tx, id);
      }),
    pause: (db, by, id) =>
      db.transaction(async (tx) => {
        await get(tx, id);
        const pause = { by: 'person', reason: null, at: clock.now(), probeAt: null } as const;
        if (await pauseRow(tx, id, pause)) await tell(tx, by, id, 'paused');
      }),
    resume: (db, by, id) =>
      db.transaction(async (tx) => {
        await get(tx, id);
        if (!(await resumeRow(tx, id, clock.now()))) throw new AppError(webhookErrors.webhook_not_paused);
        await tell(tx, by, id, 'resumed');
      }),
    pauseForFailures: (db, id, reason) =>
      db.transaction(async (tx) => {
        const at = clock.now();
        const probeAt = new Date(at.getTime() + probeAfterMs(0));
        if (await pauseRow(tx, id, { by: 'failures', reason, at, probeAt }))
          await tell(tx, systemActor, id, 'paused', { reason });
      }),
    resumeAfterFailures: (db, id) =>
      db.transaction(async (tx) => {
        if (await resumeRow(tx, id, clock.now(), 'failures')) await tell(tx, systemActor, id, 'resumed');
      }),
  };
}

/** As the original's: 32 hex characters, in version 1.1 40. */
function newSecret(version: WebhookEndpoint['version']): string {
  return randomBytes(version === 'v2' ? 16 : 20).toString('hex');
}

function withStandards(given: NewEndpoint): EndpointInput {
  return {
    integrationId: given.integrationId ?? null,
    name: nameOf(given),
    target: given.target,
    triggers: given.triggers,
    version: given.version ?? 'v2',
    includeFullUser: given.includeFullUser ?? false,
    includeFullSource: given.includeFullSource ?? false,
    includeClient: given.includeClient ?? false,
    retryForDay: given.retryForDay ?? true,
  };
}

/** What it is called when nobody said: by its host. */
function nameOf({ name, target }: { readonly name?: string; readonly target: string }): string {
  return (name?.trim() || (URL.parse(target)?.host ?? target)).slice(0, 100);
}
