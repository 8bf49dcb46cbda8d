import { webhookOperations } from '../../../contract/sunshine/integrations.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, type WorkspaceDb } from '../../base/index.ts';
import type { WebhookEndpoint } from '../../webhooks/index.ts';
import { actorOf, type Program } from '../http/authenticate.ts';
import { forbidden, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { presentWebhook } from '../integrations/present.ts';
import { requireCustom } from '../integrations/store.ts';
import type { MessagingParts } from '../parts.ts';

/** Addresses of custom integrations that are told what happens. */
export function addWebhookOperations(serve: Serve, { webhooks: { endpoints } }: MessagingParts): void {
  serve(webhookOperations.create, async ({ db, params, body, program }) => {
    const integrationId = await ownerOf(db, params, program);
    return {
      webhook: presentWebhook(await endpoints.create(db, actorOf(program), { ...body, integrationId })),
    };
  });

  serve(webhookOperations.list, async ({ db, params, program }) => ({
    webhooks: (await endpoints.list(db, await ownerOf(db, params, program))).map(presentWebhook),
  }));

  serve(webhookOperations.get, async ({ db, params, program }) => ({
    webhook: presentWebhook(await get(db, params, program)),
  }));

  serve(webhookOperations.update, async ({ db, params, body, program }) => {
    const { id } = await get(db, params, program);
    return { webhook: presentWebhook(await endpoints.update(db, actorOf(program), id, body)) };
  });

  serve(webhookOperations.remove, async ({ db, params, program }) => {
    const { id } = await get(db, params, program);
    await endpoints.remove(db, actorOf(program), id);
    return {};
  });

  async function get(
    db: WorkspaceDb,
    params: Readonly<Record<string, string>>,
    program: Program,
  ): Promise<WebhookEndpoint> {
    const integrationId = await ownerOf(db, params, program);
    const webhookId = params['webhookId'] ?? '';
    const found = isId(webhookId) ? await endpoints.find(db, webhookId) : undefined;
    if (found?.integrationId !== integrationId) throw new SunshineError(sunshineErrors.not_found);
    return found;
  }
}

/** Whose webhooks are meant: `me` is the integration that calls. @throws SunshineError 403 for another's. */
async function ownerOf(
  db: WorkspaceDb,
  params: Readonly<Record<string, string>>,
  program: Program,
): Promise<string> {
  const named = params['integrationId'] ?? '';
  if (program.scope === 'integration') {
    const own = program.integrationId ?? '';
    if (named !== 'me' && named !== own) throw forbidden();
    return own;
  }
  return requireCustom(db, named, sunshineErrors.integration_type);
}
