import { Type, type Static } from 'typebox';
import { OneOf } from './common.ts';
import type { Role } from './session.ts';

/**
 * What a role may do. The three standard roles have fixed sets; a role of the workspace's own is any set.
 * A route that names one (`permission`) is open to whoever has it, whatever the role's name.
 */
export const Permission = OneOf([
  /** Sees every conversation, not only those of the own queues and those one takes part in. */
  'conversations.see_all',
  'conversations.answer',
  'conversations.close',
  'conversations.export',
  'messages.unmask',
  'contacts.manage',
  'contacts.merge',
  'quick_replies.share',
  'knowledge.manage',
  /** The board: who does what now. */
  'board.see',
  'board.monitor',
  'board.assign',
  'board.transfer',
  'board.force_close',
  'board.bulk',
  'board.agents',
  'insights.see',
  /** DataSets: their rows, files and queries over them. */
  'data.see',
  'data.manage',
  /** Queues, work streams, rules, skills, presences, templates, automatic messages. */
  'setup.manage',
  'people.manage',
  'roles.manage',
  'privacy.manage',
  'audit.see',
]);
export type Permission = Static<typeof Permission>;

const agent = [
  'conversations.see_all',
  'conversations.answer',
  'conversations.close',
  'conversations.export',
  'contacts.manage',
] as const satisfies readonly Permission[];

const supervisor = [
  ...agent,
  'contacts.merge',
  'messages.unmask',
  'quick_replies.share',
  'knowledge.manage',
  'board.see',
  'board.monitor',
  'board.assign',
  'board.transfer',
  'board.force_close',
  'board.bulk',
  'board.agents',
  'insights.see',
  'data.see',
] as const satisfies readonly Permission[];

const administrator = [
  ...supervisor,
  'data.manage',
  'setup.manage',
  'people.manage',
  'roles.manage',
  'privacy.manage',
  'audit.see',
] as const satisfies readonly Permission[];

/** What the standard roles may do. */
export const standardPermissions: Readonly<Record<Role, readonly Permission[]>> = {
  agent,
  supervisor,
  administrator,
};

export const Permissions = Type.Array(Permission, { maxItems: 100 });
