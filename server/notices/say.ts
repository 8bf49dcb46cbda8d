import type { NoticeTrigger } from '../../contract/api/notices.ts';
import type { Clock, EventLog, Logger, WorkspaceTx } from '../base/index.ts';
import type { Message } from '../conversations/index.ts';
import { findHours, nextOpening } from '../hours/index.ts';
import type { Outbound } from '../outbound/index.ts';
import { countBefore, findMemberName, type ItemFacts } from './facts-store.ts';
import { fillSlugs, pickText, showTime, type SlugValues } from './fill.ts';
import { isSaidInGroups } from './in-groups.ts';
import { claimTrigger, listNotices } from './store.ts';

export interface NoticeDeps {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly outbound: Pick<Outbound, 'queueAutomatic'>;
  readonly publicUrl: string;
}

/** Says what is set for a trigger, once per work item; nothing when it is off. The conversation is locked. */
export async function say(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  item: ItemFacts,
  trigger: NoticeTrigger,
  agentId: string | null = null,
): Promise<Message | undefined> {
  if (!item.isAllowed || (item.isGroup && !isSaidInGroups(trigger))) return undefined;
  const notice = (await listNotices(tx, item.handleId)).find((one) => one.trigger === trigger);
  if (!notice?.active) return undefined;
  const picked = pickText(notice.texts, item.language, notice.defaultLanguage);
  if (!picked) return undefined;
  if (!(await claimTrigger(tx, item.id, trigger, deps.clock.now()))) return undefined;
  const text = fillSlugs(picked.text, await slugsOf(deps, tx, item, picked, agentId));
  if (text === '') return undefined;
  return deps.outbound.queueAutomatic(tx, {
    conversationId: item.conversationId,
    text,
    key: `notice:${item.id}:${trigger}`,
    inGroups: item.isGroup,
  });
}

async function slugsOf(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  item: ItemFacts,
  { text, language }: { readonly text: string; readonly language: string },
  agentId: string | null,
): Promise<SlugValues> {
  const values: SlugValues = {
    QueueName: item.queueName,
    // A group has no one name.
    CustomerName: item.isGroup ? '' : item.customerName,
    HandleName: item.handleName,
  };
  if (text.includes('{AgentName}')) {
    const id = agentId ?? item.assigneeId;
    values.AgentName = (id ? await findMemberName(tx, id) : undefined) ?? item.lastAgentName ?? '';
  }
  if (text.includes('{Position}')) values.Position = String((await countBefore(tx, item)) + 1);
  if (text.includes('{NextOpening}')) {
    const hours = await findHours(tx, item.hoursId);
    const at = hours && nextOpening(hours, deps.clock.now());
    values.NextOpening = hours && at ? showTime(at, hours.timeZone, language) : '';
  }
  return values;
}
