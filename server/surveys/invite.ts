import { createHash, randomBytes } from 'node:crypto';
import { type Clock, type Db, type EventLog, type EventOf, newId, type WorkspaceTx } from '../base/index.ts';
import type { Outbound } from '../outbound/index.ts';
import { claimDue, findEnded, insertInvitation, listDue, markSent, readSurvey } from './store.ts';

export interface SurveyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly outbound: Pick<Outbound, 'queueAutomatic'>;
  readonly publicUrl: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BATCH = 100;

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The work on a conversation is done, or about to be. */
export function isEnd({ body }: EventOf<'work_item.changed'>): boolean {
  return body.state === 'wrap_up' || body.state === 'closed';
}

/** A conversation that was ended is asked about, once, where its handle has a survey. */
export async function inviteAfterEnd(
  deps: SurveyDeps,
  tx: WorkspaceTx,
  events: readonly EventOf<'work_item.changed'>[],
): Promise<void> {
  for (const id of new Set(events.map(({ body }) => body.workItemId))) {
    const item = await findEnded(tx, id);
    if (!item) continue;
    const survey = await readSurvey(tx, item.handle_id);
    if (!survey.active) continue;
    const dueAt = new Date(deps.clock.now().getTime() + survey.delayMinutes * MINUTE_MS);
    await insertInvitation(tx, newId(), item, dueAt);
  }
}

/** Sends the links whose time has come. @returns true when there may be more. */
export async function sendDue(deps: SurveyDeps): Promise<boolean> {
  const due = await listDue(deps.db, deps.clock.now(), BATCH);
  for (const one of due) {
    await deps.db.workspace(one.workspace_id).transaction((tx) => send(deps, tx, one.id));
  }
  return due.length === BATCH;
}

async function send(deps: SurveyDeps, tx: WorkspaceTx, id: string): Promise<void> {
  const now = deps.clock.now();
  const invitation = await claimDue(tx, id, now);
  if (!invitation) return;
  const definition = await readSurvey(tx, invitation.handle_id);
  // Switched off meanwhile.
  if (!definition.active) return;
  // 128 bits: nobody guesses it, and nobody counts the links that were sent.
  const token = randomBytes(16).toString('base64url');
  const language = languageOf(definition.prefix, invitation.language, definition.defaultLanguage);
  const link = new URL(`/survey/${token}`, deps.publicUrl).href;
  const message = await deps.outbound.queueAutomatic(tx, {
    conversationId: invitation.conversation_id,
    text: `${definition.prefix[language] ?? ''} ${link}`.trim(),
    key: `survey:${invitation.work_item_id}`,
  });
  if (!message) return;
  const expiresAt = new Date(now.getTime() + definition.expiresDays * DAY_MS);
  await markSent(tx, id, { tokenHash: hashOfToken(token), definition, sentAt: now, expiresAt });
}

/** The language itself when there is a text in it, else its base, else the default. */
export function languageOf(
  texts: Readonly<Record<string, string>>,
  language: string,
  standard: string,
): string {
  return [language, language.split('-')[0] ?? ''].find((one) => texts[one] !== undefined) ?? standard;
}
