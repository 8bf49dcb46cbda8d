import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerChatReads } from './conversations.ts';
import { registerChatDeletes } from './delete.ts';
import { registerChatGroups } from './groups.ts';
import { registerChatKeys } from './keys.ts';
import { registerChatMarks } from './marks.ts';
import { registerChatMedia } from './media.ts';
import { registerPublicKeys } from './public-keys.ts';
import { registerChatSend } from './send.ts';

/** XChat: messages that X passes on and cannot read. */
export function registerChat(app: FastifyInstance, sim: Sim): void {
  registerPublicKeys(app, sim);
  registerChatReads(app, sim);
  registerChatKeys(app, sim);
  registerChatSend(app, sim);
  registerChatMarks(app, sim);
  registerChatDeletes(app, sim);
  registerChatGroups(app, sim);
  registerChatMedia(app, sim);
}
