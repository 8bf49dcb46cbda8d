import type { Check } from '../../../../contract/api/index.ts';
import { xErrors } from '../../../../contract/errors/x.ts';
import { isError } from '../../../base/index.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  revalidateWebhook,
  type XClient,
  type XWebhookFound,
} from '../../../x/index.ts';
import { failed, failedBy, ok, sentenceOf, skipped, stateAfter } from '../checks/check.ts';
import type { WayInput, WebhookOutcome } from './way.ts';

export interface WebhookStep {
  readonly state: 'works' | 'refused' | 'later' | 'unasked';
  readonly reason: string | null;
  readonly webhook: WebhookOutcome | undefined;
  readonly checks: readonly Check[];
}

/** How webhooks are kept: v2, or v1.1 with an environment. */
export interface WebhookKeeper {
  list(): Promise<readonly XWebhookFound[]>;
  create(url: string): Promise<XWebhookFound>;
  revalidate(id: string): Promise<{ valid: boolean }>;
  remove(id: string): Promise<void>;
}

export function webhooksV2(client: XClient): WebhookKeeper {
  return {
    list: () => listWebhooks(client),
    create: (url) => createWebhook(client, url),
    revalidate: (id) => revalidateWebhook(client, id),
    remove: (id) => deleteWebhook(client, id),
  };
}

/** Registers our webhook, or makes X look at it again when X holds it for broken. */
export async function ensureWebhook(keeper: WebhookKeeper, input: WayInput): Promise<WebhookStep> {
  if (input.webhookUnusable !== undefined) {
    const { webhookUnusable: reason } = input;
    const remedy =
      'Give the server a public https address (ROOKERY_PUBLIC_URL), or receive without a webhook.';
    return {
      state: 'refused',
      reason,
      webhook: undefined,
      checks: [failed('webhook', { detail: reason, remedy }), skipped('crc')],
    };
  }
  try {
    return await ensure(keeper, input);
  } catch (error) {
    const isCrc = isError(error, xErrors.x_webhook_crc_failed);
    return {
      state: stateAfter(error),
      reason: sentenceOf(error),
      webhook: undefined,
      checks: isCrc
        ? [ok('webhook', { detail: 'X takes the address.' }), failedBy('crc', error)]
        : [failedBy('webhook', error), skipped('crc')],
    };
  }
}

async function ensure(keeper: WebhookKeeper, input: WayInput): Promise<WebhookStep> {
  const { webhookUrl, app } = input;
  const known = await keeper.list();
  const ours = known.find((webhook) => webhook.url === webhookUrl);
  if (!ours) {
    // The same door under an address that this server no longer has takes up a place.
    for (const old of known.filter((webhook) => isSameDoor(webhook.url, webhookUrl)))
      await keeper.remove(old.id);
    const made = await keeper.create(webhookUrl);
    return works({ id: made.id, valid: true, renewed: app.xWebhookId !== null }, 'Registered now.');
  }
  if (ours.valid) return works({ id: ours.id, valid: true, renewed: false }, 'Registered.');
  const { valid } = await keeper.revalidate(ours.id);
  if (valid)
    return works({ id: ours.id, valid: true, renewed: true }, 'X had stopped using it; it works again.');
  return {
    state: 'refused',
    reason: xErrors.x_webhook_crc_failed.sentence,
    webhook: { id: ours.id, valid: false, renewed: false },
    checks: [
      ok('webhook', { detail: 'Registered.' }),
      failed('crc', { detail: xErrors.x_webhook_crc_failed.sentence }),
    ],
  };
}

function works(webhook: WebhookOutcome, detail: string): WebhookStep {
  return { state: 'works', reason: null, webhook, checks: [ok('webhook', { detail }), ok('crc')] };
}

function isSameDoor(url: string, ours: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === new URL(ours).pathname;
}
