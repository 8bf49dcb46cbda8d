import { conversationRoutes } from '../../../contract/api/index.ts';
import { conversationErrors } from '../../../contract/errors/conversations.ts';
import { type AppError, type Caller, messageOf, route } from '../../base/index.ts';
import {
  findCustomer,
  findSource,
  getConversation,
  presentCustomer,
  readConsent,
} from '../../conversations/index.ts';
import {
  findWorkItem,
  listWorkItemsOf,
  type Picker,
  presentWorkItem,
  type RoutingDeps,
  updateWorkItem,
  type WorkItemChange,
} from '../../routing/index.ts';
import { findGroup, renameGroup } from '../groups.ts';
import { findHandleBrief } from '../handle-store.ts';
import type { OutboundDoor } from '../outbound-door.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';
import { onlySeen } from '../visibility/visibility.ts';
import { findMoment } from '../moment-store.ts';
import { findReadMark, listPresent } from '../reading-store.ts';

/** As the contract's body, whose times are text. */
type ChangeBody = Omit<WorkItemChange, 'snoozedUntil'> & { readonly snoozedUntil?: string | null };

/** One conversation and its work items. */
export function addConversationRoutes(
  parts: DeskParts & { readonly outbound: OutboundDoor; readonly routing: RoutingDeps },
): void {
  const { http, clock, outbound, routing } = parts;

  route(http, conversationRoutes.get, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    const conversation = await getConversation(db, params.id);
    await parts.noteView?.(db, caller, 'conversation.viewed', params.id);
    const [customer, group, handle, workItem, earlier, mark, status, present, consent, source] =
      await Promise.all([
        findCustomer(db, conversation.customerId),
        findGroup(db, conversation),
        findHandleBrief(db, conversation.handleId),
        findWorkItem(db, params.id),
        listWorkItemsOf(db, params.id),
        caller.memberId ? findReadMark(db, caller.memberId, params.id) : undefined,
        outbound.threadStatus(db, params.id),
        listPresent(db, params.id, clock.now()),
        readConsent(db, params.id),
        findSource(db, params.id),
      ]);
    const moment = workItem && (await findMoment(db, workItem.id));
    if (!customer) throw new Error(`conversation ${params.id} has no customer`);
    return {
      id: conversation.id,
      customer: presentCustomer(customer),
      group,
      handle,
      workItem: workItem ? presentWorkItem(workItem) : null,
      earlierWorkItems: Math.max(0, earlier.length - (workItem ? 1 : 0)),
      source: source
        ? {
            kind: source.kind,
            linkName: source.linkName,
            postUrl: source.xPostId === null ? null : `https://x.com/i/status/${source.xPostId}`,
          }
        : null,
      customerReadPosition: conversation.customerReadPosition,
      readPosition: mark?.position ?? '0',
      offerExpiresAt: moment?.offerExpiresAt?.toISOString() ?? null,
      wrapUp: moment?.wrapUp ?? null,
      lastPosition: conversation.lastPosition,
      lastInboundAt: conversation.lastInboundAt?.toISOString() ?? null,
      consent: consent.consent,
      withheldMessages: consent.withheld,
      cannotSend: status.cannotSend,
      sendsAt: status.sendsAt?.toISOString() ?? null,
      capabilities: status.capabilities,
      present: present.map((row) => ({ memberId: row.member_id, doing: row.doing })),
    };
  });

  route(http, conversationRoutes.update, async ({ params, body, caller }) => {
    const change = toChange(body);
    const { workItem, before } = await updateWorkItem(
      routing,
      workspaceOf(parts, caller),
      params.id,
      change,
      caller.memberId,
      pickerOf(caller),
    );
    return { workItem: presentWorkItem(workItem), before: before ? presentWorkItem(before) : null };
  });

  route(http, conversationRoutes.bulkUpdate, async ({ body, caller }) => {
    const db = workspaceOf(parts, caller);
    const change = toChange(body.change);
    const results: { id: string; ok: boolean; message: string | null }[] = [];
    const wanted = [...new Set(body.ids)];
    const seen = await onlySeen(db, caller, wanted);
    for (const id of wanted) {
      if (!seen.has(id)) {
        results.push({ id, ok: false, message: conversationErrors.conversation_not_found.sentence });
        continue;
      }
      const problem = await updateWorkItem(routing, db, id, change, caller.memberId, pickerOf(caller)).then(
        () => null,
        (error: unknown) => {
          if (!isAppError(error)) throw error;
          return messageOf(error);
        },
      );
      results.push({ id, ok: problem === null, message: problem });
    }
    return { results };
  });

  route(http, conversationRoutes.renameGroup, async ({ params, body, caller }) =>
    renameGroup(parts, workspaceOf(parts, caller), params.id, body.name, caller.memberId),
  );

  route(http, conversationRoutes.items, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getConversation(db, params.id);
    return { workItems: (await listWorkItemsOf(db, params.id)).map(presentWorkItem) };
  });
}

function pickerOf({ memberId, permissions }: Caller): Picker | undefined {
  return memberId === null ? undefined : { memberId, supervises: permissions.has('board.assign') };
}

function toChange(body: ChangeBody): WorkItemChange {
  const { snoozedUntil, ...rest } = body;
  if (snoozedUntil === undefined) return rest;
  return { ...rest, snoozedUntil: snoozedUntil === null ? null : new Date(snoozedUntil) };
}

function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError';
}
