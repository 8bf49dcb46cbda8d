import type { WorkspaceTx } from '../../base/index.ts';
import type { SlackDeps, SlackPerson } from './types.ts';

export interface SlackAnswer {
  readonly slackId: string;
  readonly conversationId: string;
  readonly person: SlackPerson;
  readonly text: string;
  readonly mediaIds: readonly string[];
  /** The same key gives the same messages. */
  readonly key: string;
}

/**
 * Queues what a colleague wrote in Slack for the customer: the text, with the first file, then one message for each
 * further file; all of them or none. @throws AppError of contract/errors/outbound.ts
 */
export async function queueAnswer(
  deps: Pick<SlackDeps, 'outbound'>,
  tx: WorkspaceTx,
  { slackId, conversationId, person, text, mediaIds, key }: SlackAnswer,
): Promise<void> {
  const [first, ...others] = mediaIds;
  const parts = [{ text, mediaId: first }, ...others.map((mediaId) => ({ text: '', mediaId }))];
  for (const [index, part] of parts.entries())
    await deps.outbound.queueMessage(tx, {
      conversationId,
      author: person.memberId ? { kind: 'agent', id: person.memberId } : { kind: 'program', id: slackId },
      text: part.text,
      ...(part.mediaId === undefined ? {} : { mediaIds: [part.mediaId] }),
      program: { displayName: person.name, via: 'slack' },
      proactive: 'unless_asked',
      priority: 'person',
      idempotencyKey: index === 0 ? key : `${key}/${index}`,
    });
}
