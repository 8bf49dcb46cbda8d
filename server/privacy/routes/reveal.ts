import { maskingRoutes } from '../../../contract/api/index.ts';
import { conversationErrors } from '../../../contract/errors/conversations.ts';
import { AppError, route } from '../../base/index.ts';
import { findMessage, presentUnmasked } from '../../conversations/index.ts';
import { withhold } from '../../desk/index.ts';
import { listMediaOf } from '../../media/index.ts';
import { actorOf } from '../../people/index.ts';
import { type PrivacyDeps, workspaceOf } from '../deps.ts';

/** Shows one entry as it was written, to those who may; who saw which is on record before it is answered. */
export function addRevealRoute(deps: PrivacyDeps): void {
  route(deps.http, maskingRoutes.reveal, ({ params, caller }) =>
    workspaceOf(deps, caller).transaction(async (tx) => {
      const message = await findMessage(tx, params.messageId);
      if (!message || message.conversationId !== params.id) {
        throw new AppError(conversationErrors.message_not_found);
      }
      const media = await listMediaOf(tx, [message.id]);
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: 'message.revealed',
        subjectKind: 'message',
        subjectId: message.id,
        facts: { conversation: params.id },
      });
      const [seen = message] = await withhold(tx, [message]);
      return presentUnmasked(seen, media.get(message.id) ?? []);
    }),
  );
}
