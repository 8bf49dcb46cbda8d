import type { MacroAction, MacroStep } from '../../../contract/api/index.ts';
import { replyErrors } from '../../../contract/errors/replies.ts';
import { AppError, type Caller, messageOf, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { addNote, lockConversation } from '../../conversations/index.ts';
import { memberIdOf } from '../../people/index.ts';
import {
  assignItem,
  type RoutingDeps,
  setItemFacts,
  updateWorkItem,
  type WorkItemChange,
} from '../../routing/index.ts';
import type { OutboundDoor } from '../outbound-door.ts';
import type { DeskParts } from '../parts.ts';
import { type ConversationFacts, factsOf } from '../replies/facts.ts';
import { fillPlaceholders } from '../replies/placeholders.ts';
import { fillReply, getReply } from '../replies/replies.ts';

export interface RunParts extends DeskParts {
  readonly outbound: OutboundDoor;
  readonly routing: RoutingDeps;
}

export interface MacroRun {
  readonly conversationId: string;
  readonly actions: readonly MacroAction[];
  readonly caller: Caller;
  /** Makes a repeated run the same one: each message has its own behind it. */
  readonly idempotencyKey: string;
  readonly undoMs: number;
}

export interface RunOutcome {
  readonly steps: MacroStep[];
  /** For the composer. */
  readonly insert: string | null;
  /** The step that could not be done, counted from 1; the caller gives the transaction up. */
  readonly failed: number | null;
}

/** Does the actions in order in the caller's transaction, up to the first that cannot be done. */
export async function runMacro(parts: RunParts, tx: WorkspaceTx, run: MacroRun): Promise<RunOutcome> {
  const facts = await factsOf(tx, run.conversationId, run.caller.memberId);
  const steps: MacroStep[] = [];
  const inserts: string[] = [];
  for (const [index, action] of run.actions.entries()) {
    let text: string | null = null;
    try {
      text = await textOf(tx, run, action, facts);
      if (action.type === 'send_message' || action.type === 'send_quick_reply')
        text = await say(parts, tx, run, { text, index });
      else await act(parts, tx, run, { action, text, index });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      steps.push({ action, text, problem: messageOf(error) });
      return { steps, insert: null, failed: index + 1 };
    }
    if (text !== null && (action.type === 'insert_text' || action.type === 'insert_quick_reply'))
      inserts.push(text);
    steps.push({ action, text, problem: null });
  }
  return { steps, insert: inserts.length > 0 ? inserts.join('\n') : null, failed: null };
}

/** What would happen: everything is done and given up again, so that the answer is the truth of this moment. */
export async function previewMacro(parts: RunParts, db: WorkspaceDb, run: MacroRun): Promise<MacroStep[]> {
  let outcome: RunOutcome | undefined;
  await db
    .transaction(async (tx) => {
      outcome = await runMacro(parts, tx, run);
      throw new GivenUp();
    })
    .catch((error: unknown) => {
      if (!(error instanceof GivenUp)) throw error;
    });
  return outcome?.steps ?? [];
}

class GivenUp extends Error {}

/** @throws AppError macro_step_failed for a run that could not be done as a whole. */
export function needAll(outcome: RunOutcome): void {
  if (outcome.failed === null) return;
  const problem = outcome.steps.at(-1)?.problem ?? '';
  throw new AppError(replyErrors.macro_step_failed, { values: { step: String(outcome.failed), problem } });
}

async function textOf(
  tx: WorkspaceTx,
  run: MacroRun,
  action: MacroAction,
  facts: ConversationFacts,
): Promise<string | null> {
  switch (action.type) {
    case 'send_message':
    case 'insert_text':
    case 'add_note':
      return fillPlaceholders(action.text, facts.values).text;
    case 'send_quick_reply':
    case 'insert_quick_reply':
      return fillReply(await getReply(tx, run.caller, action.quickReplyId), facts).text;
    case 'set_title':
      return fillPlaceholders(action.title, facts.values).text;
    default:
      return null;
  }
}

interface Act {
  readonly action: Exclude<MacroAction, { readonly type: 'send_message' | 'send_quick_reply' }>;
  readonly text: string | null;
  readonly index: number;
}

/** Sends a message. @returns it as the customer gets it: masking rules may have changed it */
async function say(
  parts: RunParts,
  tx: WorkspaceTx,
  run: MacroRun,
  step: Omit<Act, 'action'>,
): Promise<string> {
  const { message } = await parts.outbound.queueMessage(tx, {
    conversationId: run.conversationId,
    author: { kind: 'agent', id: memberIdOf(run.caller) },
    text: step.text ?? '',
    idempotencyKey: `${run.idempotencyKey}-${step.index}`,
    undoMs: run.undoMs,
    // Run on many, or by habit: what the customer did not ask for does not go to who wants none of it.
    proactive: 'unless_asked',
  });
  return message.text;
}

async function act(parts: RunParts, tx: WorkspaceTx, run: MacroRun, step: Act): Promise<void> {
  const { action, text } = step;
  const { conversationId } = run;
  const by = memberIdOf(run.caller);
  const change = (wanted: WorkItemChange) => updateWorkItem(parts.routing, tx, conversationId, wanted, by);
  switch (action.type) {
    case 'add_note': {
      const added = await addNote(
        tx,
        await lockConversation(tx, conversationId),
        { text: text ?? '', authorId: by, idempotencyKey: `${run.idempotencyKey}-${step.index}` },
        parts.clock.now(),
      );
      if (added.created) parts.log.append(tx, added.events);
      return;
    }
    case 'insert_text':
    case 'insert_quick_reply':
      return;
    case 'set_priority':
      await change({ priority: action.priority });
      return;
    case 'add_tags':
      await change({ addTags: action.tags });
      return;
    case 'remove_tags':
      await change({ removeTags: action.tags });
      return;
    case 'set_dispositions':
      await setItemFacts(parts.log, tx, conversationId, { dispositions: action.dispositions }, by);
      return;
    case 'set_title':
      await setItemFacts(parts.log, tx, conversationId, { title: text }, by);
      return;
    case 'assign_to_me':
      await change({ assigneeId: by });
      return;
    case 'transfer_to_queue':
      await assignItem(parts.routing, tx, conversationId, {
        to: { queueId: action.queueId },
        kind: 'transferred',
        needsAcceptance: false,
        by,
      });
      return;
    case 'put_aside':
      await change({ state: 'waiting' });
      return;
    case 'snooze':
      await change({ snoozedUntil: new Date(parts.clock.now().getTime() + action.minutes * 60_000) });
      return;
    case 'close':
      await change({ state: 'closed' });
      return;
  }
}
