import { Tooltip } from '@mantine/core';
import { useMe } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { usePresent } from '../../../live/transient.ts';
import { Face } from '../../../shell/Face.tsx';
import { deskTexts } from '../../../texts/desk.ts';
import classes from './header.module.css';

/** Colleagues who look at this conversation or write in it. */
export function Company({ conversationId }: { conversationId: string }) {
  const me = useMe();
  const { nameOf } = useMembers();
  const others = usePresent(conversationId).filter((each) => each.memberId !== me.id);
  if (others.length === 0) return null;
  return (
    <span
      className={classes.company}
      role="group"
      aria-label={deskTexts.viewing(others.map((each) => nameOf(each.memberId)).join(', '))}
    >
      {others.slice(0, 4).map((each) => {
        const name = nameOf(each.memberId);
        const label = each.doing === 'viewing' ? deskTexts.viewing(name) : deskTexts.replying(name);
        return (
          <Tooltip key={each.memberId} label={label}>
            <span className={classes.companion} data-doing={each.doing}>
              <Face name={name} size={20} />
            </span>
          </Tooltip>
        );
      })}
    </span>
  );
}
