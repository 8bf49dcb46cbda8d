import { IconPencil } from '@tabler/icons-react';
import { useMe } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { usePresent } from '../../../live/transient.ts';
import { deskTexts } from '../../../texts/desk.ts';
import classes from './composer.module.css';

/** A soft warning: a colleague is answering the same customer. */
export function Colleagues({ conversationId }: { conversationId: string }) {
  const me = useMe();
  const { nameOf } = useMembers();
  const writers = usePresent(conversationId).filter(
    (each) => each.memberId !== me.id && each.doing === 'replying',
  );
  const [writer] = writers;
  if (!writer) return null;
  return (
    <p className={classes.colleague} role="status">
      <IconPencil size={14} aria-hidden /> {deskTexts.replyingWarning(nameOf(writer.memberId))}
    </p>
  );
}
