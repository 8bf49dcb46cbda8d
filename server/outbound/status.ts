import { outboundErrors } from '../../contract/errors/outbound.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import {
  indicateTyping,
  markRead,
  type Endpoint,
  markReadEndpoint,
  typingEndpoint,
  type XClient,
  XProblem,
} from '../x/index.ts';
import { problemOfThread } from './checks.ts';
import type { OutboundDeps } from './deps.ts';
import { findNewestInbound, findThreadFacts, setV1Dm, type ThreadFacts } from './facts-store.ts';
import { sendsAtFor } from './shown-times.ts';

/** Whether a thread can be answered now, and how. */
export interface ThreadStatus {
  readonly cannotSend: { readonly code: string; readonly message: string } | null;
  /** When the next message leaves by the limits; null: at once. */
  readonly sendsAt: Date | null;
  readonly capabilities: { readonly files: boolean; readonly typing: boolean; readonly markRead: boolean };
}

export async function threadStatus(
  deps: OutboundDeps,
  db: WorkspaceDb,
  conversationId: string,
): Promise<ThreadStatus> {
  const facts = await findThreadFacts(db, conversationId);
  const problem = facts ? problemOfThread(facts) : new AppError(outboundErrors.handle_disabled);
  const hasSignals = facts !== undefined && hasV1(facts);
  const capabilities = { files: facts?.filesFromAgents ?? false, typing: hasSignals, markRead: hasSignals };
  if (!facts || problem) {
    const cannotSend = problem ? { code: problem.code, message: problem.message } : null;
    return { cannotSend, sendsAt: null, capabilities };
  }
  return { cannotSend: null, sendsAt: await sendsAtFor(deps, db, facts.accountId), capabilities };
}

/** Shows the customer that somebody writes, where X can; best effort. */
export function showTyping(deps: OutboundDeps, db: WorkspaceDb, conversationId: string): Promise<void> {
  return signal(deps, db, conversationId, typingEndpoint, (client, customerXUserId) =>
    indicateTyping(client, customerXUserId),
  );
}

/** Shows the customer that all they wrote was read, where X can; best effort. */
export async function showRead(deps: OutboundDeps, db: WorkspaceDb, conversationId: string): Promise<void> {
  const newest = await findNewestInbound(db, conversationId);
  if (newest === undefined) return;
  await signal(deps, db, conversationId, markReadEndpoint, (client, customerXUserId) =>
    markRead(client, customerXUserId, newest),
  );
}

async function signal(
  deps: OutboundDeps,
  db: WorkspaceDb,
  conversationId: string,
  endpoint: Endpoint,
  call: (client: XClient, customerXUserId: string) => Promise<void>,
): Promise<void> {
  const facts = await findThreadFacts(db, conversationId);
  if (!facts || problemOfThread(facts) || !hasV1(facts)) return;
  try {
    const client = await deps.clientFor(db, facts.accountId);
    if (client.can(endpoint)) await call(client, facts.customerXUserId);
  } catch (error) {
    if (!(error instanceof XProblem)) throw error;
    if (error.xCodes.includes(453)) await setV1Dm(db, facts.appId, 'refused');
    deps.logger.debug({ code: error.code, endpoint: endpoint.name }, 'a mark was not shown');
  }
}

function hasV1(facts: ThreadFacts): boolean {
  return facts.groupId === null && facts.authKind === 'oauth1' && facts.v1Dm !== 'refused';
}
