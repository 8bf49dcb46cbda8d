import type { ControlUser } from '../../../contract/control/users.ts';
import { Tag } from '../parts/Rows.tsx';
import { peopleTexts as texts } from '../texts/people.ts';

/** What sets somebody apart: badge, closed doors, trouble with X. */
export function States({ user }: { user: ControlUser }) {
  const { states } = texts;
  return (
    <span className="tags">
      {user.suspended && <Tag tone="bad">{states.suspended}</Tag>}
      {user.locked && <Tag tone="bad">{states.locked}</Tag>}
      {user.protected && <Tag tone="warn">{states.protected}</Tag>}
      {!user.dmOpen && <Tag tone="warn">{states.closed}</Tag>}
      {user.verified && (
        <Tag tone="accent">{user.verifiedType === 'none' ? states.verified : user.verifiedType}</Tag>
      )}
    </span>
  );
}
