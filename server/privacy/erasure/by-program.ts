import { setTimeout as pause } from 'node:timers/promises';
import { type Jobs, newId, type WorkspaceDb } from '../../base/index.ts';
import type { Actor } from '../../people/index.ts';
import type { PrivacyDeps } from '../deps.ts';
import { findRequest, insertRequest, isUnderWay } from './request-store.ts';
import { personJob } from './requests.ts';
import { findPerson, listThreads } from './subject.ts';

const LOOK_MS = 100;
const MOST_LOOKS = 100;

/**
 * Erases a person because a program asked for it, and waits for the end of it for some seconds; a longer erasure goes on
 * by itself. Nothing happens when it is under way already, or nobody is there.
 */
export async function eraseForProgram(
  deps: Pick<PrivacyDeps, 'clock' | 'audit'> & { readonly jobs: Jobs },
  db: WorkspaceDb,
  customerId: string,
  by: Actor,
): Promise<void> {
  const person = await findPerson(db, customerId);
  if (!person) return;
  const threads = await listThreads(db, person.id);
  const requestId = await db.transaction(async (tx) => {
    if (await isUnderWay(tx, person.id)) return undefined;
    const request = await insertRequest(tx, {
      id: newId<'erasure_request'>(),
      kind: 'erase',
      includeContact: false,
      requestedBy: null,
      requestedAt: deps.clock.now(),
      subject: { customerId: person.id, xUserId: person.x_user_id, ...threads, contactId: null },
    });
    await deps.audit(tx, {
      actor: by,
      action: 'person.erasure_requested',
      subjectKind: 'erasure_request',
      subjectId: request.id,
      facts: { customer: person.id, contact: false },
    });
    const job = { workspaceId: tx.workspaceId, requestId: request.id };
    await deps.jobs.send(tx, personJob, job, { key: request.id });
    return request.id;
  });
  for (let look = 0; requestId !== undefined && look < MOST_LOOKS; look += 1) {
    if ((await findRequest(db, requestId))?.state === 'done') return;
    await pause(LOOK_MS);
  }
}
