import { type WebhookV1, webhookOperationsV1 } from '../../../contract/sunshine/v1/webhooks.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, type WorkspaceDb } from '../../base/index.ts';
import type { WebhookEndpoint } from '../../webhooks/index.ts';
import { actorOf, type Program } from '../http/authenticate.ts';
import { SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';

/** Addresses that are told in the form of v1.1. Those of version 2 are not seen here. */
export function addWebhooksV1(serve: Serve, { webhooks: { endpoints } }: MessagingParts): void {
  serve(webhookOperationsV1.create, async ({ db, body, program }) => {
    const { target, triggers = ['message'], includeClient, includeFullAppUser } = body;
    const made = await endpoints.create(db, actorOf(program), {
      version: 'v1.1',
      integrationId: program.integrationId,
      target,
      triggers,
      ...(includeClient === undefined ? {} : { includeClient }),
      ...(includeFullAppUser === undefined ? {} : { includeFullUser: includeFullAppUser }),
    });
    return { webhook: show(made) };
  });

  serve(webhookOperationsV1.list, async ({ db, program }) => ({
    webhooks: (await endpoints.list(db, program.integrationId))
      .filter((one) => one.version === 'v1.1')
      .map(show),
  }));

  serve(webhookOperationsV1.get, async ({ db, params, program }) => ({
    webhook: show(await get(db, params, program)),
  }));

  serve(webhookOperationsV1.update, async ({ db, params, body, program }) => {
    const { id } = await get(db, params, program);
    const { target, triggers, includeClient, includeFullAppUser } = body;
    const changed = await endpoints.update(db, actorOf(program), id, {
      ...(target === undefined ? {} : { target }),
      ...(triggers === undefined ? {} : { triggers }),
      ...(includeClient === undefined ? {} : { includeClient }),
      ...(includeFullAppUser === undefined ? {} : { includeFullUser: includeFullAppUser }),
    });
    return { webhook: show(changed) };
  });

  serve(webhookOperationsV1.remove, async ({ db, params, program }) => {
    const { id } = await get(db, params, program);
    await endpoints.remove(db, actorOf(program), id);
    return {};
  });

  async function get(
    db: WorkspaceDb,
    params: Readonly<Record<string, string>>,
    { integrationId }: Program,
  ): Promise<WebhookEndpoint> {
    const id = params['webhookId'] ?? '';
    const found = isId(id) ? await endpoints.find(db, id) : undefined;
    if (found?.version !== 'v1.1' || found.integrationId !== integrationId) {
      throw new SunshineError(sunshineErrors.not_found);
    }
    return found;
  }
}

function show(endpoint: WebhookEndpoint): WebhookV1 {
  const { id, target, triggers, secret, includeClient, includeFullUser } = endpoint;
  return {
    _id: id,
    version: 'v1.1',
    target,
    triggers: [...triggers],
    secret,
    includeClient,
    includeFullAppUser: includeFullUser,
  };
}
