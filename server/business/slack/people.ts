import type { WorkspaceDb } from '../../base/index.ts';
import { callSlack, type WebApi } from './api.ts';
import { findPerson, savePerson } from './person-store.ts';
import type { SlackDeps, SlackPerson } from './types.ts';

/** So long a description is believed. */
const FRESH_MS = 24 * 3_600_000;

/**
 * Who somebody in Slack is: their name, and their account with us when the e-mail addresses are the same. What cannot
 * be asked now is asked the next time.
 */
export async function whoIs(
  deps: Pick<SlackDeps, 'clock' | 'findMembers'>,
  db: WorkspaceDb,
  slackId: string,
  api: WebApi | undefined,
  userId: string,
  called?: string,
): Promise<SlackPerson> {
  const now = deps.clock.now();
  const known = await findPerson(db, slackId, userId, new Date(now.getTime() - FRESH_MS));
  if (known) return known;
  const said = api && (await callSlack(api, 'users.info', { user: userId }, 'read')).said;
  if (!said) return { name: called ?? userId, memberId: null };
  const user = fieldsOf(said['user']);
  const profile = fieldsOf(user['profile']);
  const names = [profile['display_name'], profile['real_name'], user['real_name'], user['name'], called];
  const name = names.find((one): one is string => typeof one === 'string' && one.trim() !== '') ?? userId;
  const email = typeof profile['email'] === 'string' ? profile['email'].toLowerCase() : undefined;
  // A guest's address is not checked by anybody of the workspace.
  const isOwn = user['is_restricted'] !== true && user['is_stranger'] !== true && user['deleted'] !== true;
  const member =
    email !== undefined && isOwn
      ? (await deps.findMembers(db)).find((one) => one.active && one.email.toLowerCase() === email)
      : undefined;
  const person = { name: name.trim().slice(0, 100), memberId: member?.id ?? null };
  await savePerson(db, slackId, userId, person, now);
  return person;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object has its fields by name.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
