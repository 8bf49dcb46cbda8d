import { integrationOperations } from '../../../contract/sunshine/integrations.ts';
import { actorOf } from '../http/authenticate.ts';
import { pageThrough } from '../http/pages.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { openIntegrations } from './integrations.ts';

/** Channels, bots and business systems. */
export function addIntegrationOperations(serve: Serve, parts: MessagingParts): void {
  const integrations = openIntegrations(parts);

  serve(integrationOperations.create, async ({ db, body, program }) => ({
    integration: await integrations.create(db, body, actorOf(program)),
  }));

  serve(integrationOperations.list, async ({ db, page, filter, listUrl }) => {
    const { items, meta, links } = pageThrough(await integrations.list(db, filter.types), page, listUrl);
    return { integrations: items, meta, links };
  });

  serve(integrationOperations.get, async ({ db, params }) => ({
    integration: await integrations.get(db, params['integrationId'] ?? ''),
  }));

  serve(integrationOperations.update, async ({ db, params, body, program }) => ({
    integration: await integrations.rename(
      db,
      params['integrationId'] ?? '',
      body.displayName,
      actorOf(program),
    ),
  }));

  serve(integrationOperations.remove, async ({ db, params, program }) => {
    await integrations.remove(db, params['integrationId'] ?? '', actorOf(program));
    return {};
  });
}
