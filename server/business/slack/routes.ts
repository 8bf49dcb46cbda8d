import { type SlackChannel, slackRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { AppError, type Caller, route } from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import {
  countDeliveries,
  type EndpointCounts,
  findDelivery,
  findLastError,
  listDeliveries,
  presentDelivery,
  presentWebhook,
  type WebhookEndpoint,
} from '../../webhooks/index.ts';
import { findChannel } from './channel-store.ts';
import type { Channels } from './channels.ts';
import { commandUrl, eventsUrl } from './door.ts';
import { whichSecrets } from './secrets.ts';
import type { SlackDeps } from './types.ts';

const DAY_MS = 24 * 3_600_000;
const STANDARD = 50;

/** Slack channels for administrators: set-up, state, log. */
export function addSlackRoutes(deps: SlackDeps, channels: Channels): void {
  const { http, clock, door } = deps;
  const workspaceOf = (caller: Caller) => deps.db.workspace(caller.workspaceId);
  const countsOf = async (caller: Caller) => {
    const dayAgo = new Date(clock.now().getTime() - DAY_MS);
    const counts = await countDeliveries(workspaceOf(caller), dayAgo);
    return new Map(counts.map((one) => [one.endpointId, one]));
  };
  const present = async (
    caller: Caller,
    endpoint: WebhookEndpoint,
    counts: ReadonlyMap<string, EndpointCounts>,
  ): Promise<SlackChannel[]> => {
    const db = workspaceOf(caller);
    const channel = await findChannel(db, endpoint.id);
    if (!channel) return [];
    const has = await whichSecrets(deps.secrets, db, endpoint.id);
    const lastError = await findLastError(db, endpoint.id);
    const shown = presentWebhook(endpoint, counts.get(endpoint.id));
    const { id, name, state, pausedBy, pausedAt, pauseReason, probeAt, createdAt, updatedAt } = shown;
    const { apiUrl, channel: place, command, handleIds, queueIds, team } = channel;
    return [
      {
        id,
        name,
        apiUrl,
        channel: place,
        command,
        handleIds: [...handleIds],
        queueIds: [...queueIds],
        hasWebhookUrl: has.webhookUrl,
        hasBotToken: has.botToken,
        hasSigningSecret: has.signingSecret,
        missing: missingOf(place, has),
        team,
        state,
        pausedBy,
        pausedAt,
        pauseReason,
        probeAt,
        lastError: lastError ?? null,
        counts: shown.counts,
        eventsUrl: eventsUrl(deps.publicUrl, caller.workspaceId, id),
        commandUrl: commandUrl(deps.publicUrl, caller.workspaceId, id),
        createdAt,
        updatedAt,
      },
    ];
  };
  const presentOne = async (caller: Caller, id: string): Promise<SlackChannel> => {
    const endpoint = await door.endpoints.get(workspaceOf(caller), id);
    const [shown] = await present(caller, endpoint, await countsOf(caller));
    if (!shown) throw new AppError(baseErrors.not_found, { values: { what: 'Slack channel' } });
    return shown;
  };

  route(http, slackRoutes.list, async ({ caller }) => {
    const counts = await countsOf(caller);
    const shown: SlackChannel[] = [];
    for (const endpoint of await door.endpoints.list(workspaceOf(caller)))
      shown.push(...(await present(caller, endpoint, counts)));
    return { channels: shown };
  });
  route(http, slackRoutes.create, async ({ body, caller }) =>
    presentOne(caller, await channels.create(workspaceOf(caller), actorOf(caller), body)),
  );
  route(http, slackRoutes.get, ({ params, caller }) => presentOne(caller, params.id));
  route(http, slackRoutes.update, async ({ params, body, caller }) => {
    await channels.change(workspaceOf(caller), actorOf(caller), params.id, body);
    return presentOne(caller, params.id);
  });
  route(http, slackRoutes.remove, ({ params, caller }) =>
    channels.remove(workspaceOf(caller), actorOf(caller), params.id),
  );
  route(http, slackRoutes.pause, ({ params, caller }) =>
    door.endpoints.pause(workspaceOf(caller), actorOf(caller), params.id),
  );
  route(http, slackRoutes.resume, ({ params, caller }) =>
    door.endpoints.resume(workspaceOf(caller), actorOf(caller), params.id),
  );
  route(http, slackRoutes.test, ({ params, caller }) =>
    channels.test(workspaceOf(caller), actorOf(caller), params.id),
  );

  route(http, slackRoutes.deliveries, async ({ params, query, caller }) => {
    const db = workspaceOf(caller);
    await door.endpoints.get(db, params.id);
    const limit = query.limit ?? STANDARD;
    if (query.cursor !== undefined && !/^\d{1,18}$/.test(query.cursor))
      throw new AppError(deskErrors.cursor_not_valid);
    const found = await listDeliveries(db, params.id, {}, query.cursor, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { deliveries: page.map(presentDelivery), next: last ? last.seq : null };
  });
  route(http, slackRoutes.delivery, async ({ params, caller }) => {
    const db = workspaceOf(caller);
    await door.endpoints.get(db, params.id);
    const found = await findDelivery(db, params.id, params.seq);
    if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'delivery' } });
    const maySee = caller.permissions.has('conversations.see_all');
    const attempts = found.attempts.map((one) => (maySee ? one : { ...one, response: null }));
    return { ...presentDelivery(found), attempts, body: maySee ? found.body : null };
  });
  route(http, slackRoutes.replay, async ({ params, caller }) => {
    const db = workspaceOf(caller);
    await door.endpoints.get(db, params.id);
    return door.resend.one(db, actorOf(caller), params.id, params.seq);
  });
}

function missingOf(channel: string, has: Awaited<ReturnType<typeof whichSecrets>>): SlackChannel['missing'] {
  return [
    ...(has.botToken || has.webhookUrl ? [] : ['way' as const]),
    ...(has.botToken && channel === '' ? ['channel' as const] : []),
    ...(has.signingSecret ? [] : ['signingSecret' as const]),
  ];
}
