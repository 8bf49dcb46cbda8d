import { maskingRoutes } from '../../../contract/api/index.ts';
import { conversationErrors } from '../../../contract/errors/conversations.ts';
import { AppError, route } from '../../base/index.ts';
import { findMessage, isWithheld, presentUnmasked, readConsent } from '../../conversations/index.ts';
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
      // A mask is the house's own; what the customer keeps to themselves nobody here may lift.
      const { consent } = await readConsent(tx, params.id);
      if (message.direction === 'in' && isWithheld(consent)) {
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
      return presentUnmasked(message, media.get(message.id) ?? []);
    }),
  );
}
