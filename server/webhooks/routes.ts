import { webhookRoutes } from '../../contract/api/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { deskErrors } from '../../contract/errors/desk.ts';
import { AppError, type Caller, type Clock, type Db, type HttpServer, route } from '../base/index.ts';
import { actorOf } from '../people/index.ts';
import type { Endpoints } from './endpoints.ts';
import { countDeliveries, findDelivery, listDeliveries } from './log-store.ts';
import { presentDelivery, presentWebhook } from './present.ts';
import type { Resend } from './resend.ts';
import type { SendTest } from './send-test.ts';
import type { WebhookEndpoint } from './types.ts';

export interface WebhookRoutesDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly endpoints: Endpoints;
  readonly resend: Resend;
  readonly sendTest: SendTest;
}

const DAY_MS = 24 * 3_600_000;
const STANDARD = 50;

/** Webhooks for administrators: set-up, state, log, sending again. */
export function addWebhookRoutes(deps: WebhookRoutesDeps): void {
  const { http, db, clock, endpoints, resend, sendTest } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);
  const countsOf = async (caller: Caller) => {
    const dayAgo = new Date(clock.now().getTime() - DAY_MS);
    const counts = await countDeliveries(workspaceOf(caller), dayAgo);
    return new Map(counts.map((one) => [one.endpointId, one]));
  };
  const present = async (caller: Caller, endpoint: WebhookEndpoint) =>
    presentWebhook(endpoint, (await countsOf(caller)).get(endpoint.id));

  route(http, webhookRoutes.list, async ({ caller }) => {
    const counts = await countsOf(caller);
    const all = await endpoints.list(workspaceOf(caller));
    return { webhooks: all.map((one) => presentWebhook(one, counts.get(one.id))) };
  });
  route(http, webhookRoutes.create, async ({ body, caller }) => {
    const made = await endpoints.create(workspaceOf(caller), actorOf(caller), body);
    return { webhook: await present(caller, made), secret: made.secret };
  });
  route(http, webhookRoutes.get, async ({ params, caller }) =>
    present(caller, await endpoints.get(workspaceOf(caller), params.id)),
  );
  route(http, webhookRoutes.update, async ({ params, body, caller }) =>
    present(caller, await endpoints.update(workspaceOf(caller), actorOf(caller), params.id, body)),
  );
  route(http, webhookRoutes.remove, ({ params, caller }) =>
    endpoints.remove(workspaceOf(caller), actorOf(caller), params.id),
  );
  route(http, webhookRoutes.secret, async ({ params, caller }) => {
    const { secret } = await endpoints.get(workspaceOf(caller), params.id);
    return { secret };
  });
  route(http, webhookRoutes.renewSecret, async ({ params, caller }) => {
    const { secret } = await endpoints.renewSecret(workspaceOf(caller), actorOf(caller), params.id);
    return { secret };
  });
  route(http, webhookRoutes.pause, ({ params, caller }) =>
    endpoints.pause(workspaceOf(caller), actorOf(caller), params.id),
  );
  route(http, webhookRoutes.resume, ({ params, caller }) =>
    endpoints.resume(workspaceOf(caller), actorOf(caller), params.id),
  );
  route(http, webhookRoutes.test, ({ params, caller }) =>
    sendTest(workspaceOf(caller), actorOf(caller), params.id),
  );

  route(http, webhookRoutes.deliveries, async ({ params, query, caller }) => {
    const workspace = workspaceOf(caller);
    await endpoints.get(workspace, params.id);
    const limit = query.limit ?? STANDARD;
    const before = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const found = await listDeliveries(workspace, params.id, query, before, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { deliveries: page.map(presentDelivery), next: last ? last.seq : null };
  });
  route(http, webhookRoutes.delivery, async ({ params, caller }) => {
    const found = await findDelivery(workspaceOf(caller), params.id, params.seq);
    if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'delivery' } });
    const maySee = caller.permissions.has('conversations.see_all');
    const attempts = found.attempts.map((one) => (maySee ? one : { ...one, response: null }));
    return { ...presentDelivery(found), attempts, body: maySee ? found.body : null };
  });
  route(http, webhookRoutes.replay, async ({ params, caller }) =>
    resend.one(workspaceOf(caller), actorOf(caller), params.id, params.seq),
  );
  route(http, webhookRoutes.replayRange, async ({ params, body, caller }) => {
    const workspace = workspaceOf(caller);
    await endpoints.get(workspace, params.id);
    return resend.range(workspace, actorOf(caller), params.id, {
      from: new Date(body.from),
      to: new Date(body.to),
      only: body.only ?? 'all',
      ...(body.after !== undefined && { after: body.after }),
    });
  });
}

/** A page begins before the last delivery of the one before. */
function readCursor(cursor: string): string {
  if (!/^\d{1,18}$/.test(cursor)) throw new AppError(deskErrors.cursor_not_valid);
  return cursor;
}
