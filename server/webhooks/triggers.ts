import { deskTriggers, isDeskTrigger, triggersV1, triggersV2 } from '../../contract/api/index.ts';
import { webhookErrors } from '../../contract/errors/webhooks.ts';
import { AppError } from '../base/index.ts';
import type { WebhookEndpoint, WebhookFact } from './types.ts';

const ALL = '*';

/** Whether an endpoint asked for facts of this kind. Pure. */
export function fits(
  endpoint: Pick<WebhookEndpoint, 'version' | 'triggers'>,
  fact: Pick<WebhookFact, 'type' | 'refs'>,
): boolean {
  return endpoint.triggers.some((trigger) => {
    if (endpoint.version === 'v2')
      return trigger === fact.type || (trigger === ALL && !isDeskTrigger(fact.type));
    // What version 1.1 has no word for is not told in it, whatever is asked for.
    if (trigger === ALL) return Object.values(triggersV1).some((meaning) => isMeant(meaning, fact));
    const meaning = triggersV1[trigger];
    return meaning !== undefined && isMeant(meaning, fact);
  });
}

function isMeant(
  { type, author }: (typeof triggersV1)[string],
  fact: Pick<WebhookFact, 'type' | 'refs'>,
): boolean {
  return type === fact.type && (author === undefined || author === fact.refs['author']);
}

/** @throws AppError webhook_trigger_unknown. They are case-sensitive. */
export function checkTriggers(version: WebhookEndpoint['version'], triggers: readonly string[]): void {
  const known: readonly string[] =
    version === 'v2' ? [...triggersV2, ...deskTriggers] : Object.keys(triggersV1);
  const unknown = triggers.find((trigger) => trigger !== ALL && !known.includes(trigger));
  if (unknown === undefined) return;
  throw new AppError(webhookErrors.webhook_trigger_unknown, {
    values: { trigger: unknown.slice(0, 60), version: version === 'v2' ? '2' : '1.1' },
    details: { field: 'triggers' },
  });
}
