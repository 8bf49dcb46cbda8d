import { type IntegrationV1, integrationOperationsV1 } from '../../../contract/sunshine/v1/integrations.ts';
import type { SunshineIntegration } from '../../../contract/sunshine/integrations.ts';
import { actorOf } from '../http/authenticate.ts';
import type { Serve } from '../http/serve.ts';
import { openIntegrations } from '../integrations/integrations.ts';
import type { MessagingParts } from '../parts.ts';

/** Channels, bots and business systems in the form of v1.1. */
export function addIntegrationsV1(serve: Serve, parts: MessagingParts): void {
  const integrations = openIntegrations(parts);

  serve(integrationOperationsV1.create, async ({ db, body, program }) => {
    const made = show(await integrations.create(db, body, actorOf(program)));
    const tier = TIERS.find((one) => one === body['tier']);
    return { integration: made.type === 'twitter' && tier ? { ...made, tier } : made };
  });

  serve(integrationOperationsV1.list, async ({ db, query: { types, limit, offset } }) => {
    const all = await integrations.list(db, types);
    return {
      integrations: all.slice(offset, offset + limit).map(show),
      hasMore: all.length > offset + limit,
      offset,
    };
  });

  serve(integrationOperationsV1.get, async ({ db, params }) => ({
    integration: show(await integrations.get(db, params['integrationId'] ?? '')),
  }));

  serve(integrationOperationsV1.update, async ({ db, params, body, program }) => ({
    integration: show(
      await integrations.rename(db, params['integrationId'] ?? '', body.displayName, actorOf(program)),
    ),
  }));

  serve(integrationOperationsV1.remove, async ({ db, params, program }) => {
    await integrations.remove(db, params['integrationId'] ?? '', actorOf(program));
    return {};
  });
}

const TIERS = ['sandbox', 'premium', 'enterprise'] as const;

function show(integration: SunshineIntegration): IntegrationV1 {
  if (integration.type === 'custom') {
    const { id, webhooks, ...rest } = integration;
    return {
      _id: id,
      ...rest,
      webhooks: webhooks.flatMap((one) => {
        if (!('id' in one)) return [];
        const { id: _id, ...shown } = one;
        return [{ _id, ...shown }];
      }),
    };
  }
  const { id, tier, ...rest } = integration;
  // The tier is only a label; with `premium` an environment had to be named, with `enterprise` there was none.
  return { _id: id, ...rest, tier: rest.envName === undefined ? tier : 'premium' };
}
