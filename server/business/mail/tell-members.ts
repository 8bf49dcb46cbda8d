import { newId } from '../../base/index.ts';
import { listReachable, type MemberMails } from '../../people/index.ts';
import { queueMails } from './out-store.ts';
import { findMailState } from './system-store.ts';
import { type MailDeps, WAKE } from './types.ts';

/** Mails to members of the workspace, by its own mail server; each may fail alone. */
export function createMemberMails(deps: Pick<MailDeps, 'bus' | 'clock'>): MemberMails {
  return {
    isSetUp: async (db) => (await findMailState(db))?.settings.enabled ?? false,
    tell: async (tx, { once, memberIds, permission, subject, lines, link }) => {
      if (memberIds.length === 0) return { mailed: 0, missing: false };
      const state = await findMailState(tx);
      if (!state?.settings.enabled) return { mailed: 0, missing: true };
      const members = await listReachable(tx, memberIds, permission);
      const mails = members.map(({ id, email }) => ({
        once: `${once}:${id}`,
        // None waits for another.
        conversationId: newId(),
        messageId: null,
        kind: 'notice' as const,
        detail: { to: email, subject, lines, path: link.path, pathWords: link.words },
      }));
      await queueMails(tx, mails, deps.clock.now());
      tx.afterCommit(() => deps.bus.publish(WAKE, tx.workspaceId));
      return { mailed: mails.length, missing: false };
    },
  };
}
