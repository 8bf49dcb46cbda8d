import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mentionCountQuery, publicPostCountQuery } from '../../api/queries.ts';
import { mentionTexts } from '../../texts/mentions.ts';
import { publicPostTexts as texts } from '../../texts/public-posts.ts';
import classes from './mentions.module.css';

/** The two kinds of mentions: by colleagues in notes, and by anybody in public. */
export function MentionTabs({ here }: { here: 'notes' | 'public' }) {
  const unread = useQuery(mentionCountQuery).data?.unread ?? 0;
  const open = useQuery(publicPostCountQuery).data?.open ?? 0;
  return (
    <nav className={classes.tabs} aria-label={texts.tabs}>
      <Link
        to="/mentions"
        // The other one is below it.
        activeOptions={{ exact: true }}
        className={classes.tab}
        aria-current={here === 'notes' ? 'page' : undefined}
      >
        {texts.inNotes}
        <Count count={unread} said={mentionTexts.unread(unread)} />
      </Link>
      <Link
        to="/mentions/public"
        className={classes.tab}
        aria-current={here === 'public' ? 'page' : undefined}
      >
        {texts.inPublic}
        <Count count={open} said={texts.open(open)} />
      </Link>
    </nav>
  );
}

function Count({ count, said }: { count: number; said: string }) {
  if (count === 0) return null;
  return (
    <>
      <span className={classes.count} aria-hidden>
        {count > 99 ? '99+' : count}
      </span>
      <span className="only-heard">, {said}</span>
    </>
  );
}
