import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { InboxView } from '../../../../contract/api/index.ts';
import { myPresenceQuery } from '../../../api/offers.ts';
import { type SessionRow, useMySessions } from '../../../api/sessions.ts';
import { putAside } from '../../../api/work.ts';
import { nameCustomer } from '../../../lib/names.ts';
import { showCount } from '../../../lib/unread.ts';
import { useCommands } from '../../../shell/commands.ts';
import { Face } from '../../../shell/Face.tsx';
import { sessionTexts } from '../../../texts/seat.ts';
import { StateChip } from '../state/StateChip.tsx';
import classes from './sessions.module.css';

interface Props {
  view: InboxView;
  openId: string | undefined;
}

/** What one is working on, always in the same place: titles, unread marks, and the way to put one aside. */
export function SessionsPanel({ view, openId }: Props) {
  const sessions = useMySessions();
  const maxSessions = useQuery(myPresenceQuery).data?.maxSessions;
  const [shown, setShown] = useLocalStorage({ key: 'rookery-sessions-shown', defaultValue: true });
  const navigate = useNavigate();
  useCommands({
    'session.next': () => {
      const index = sessions.findIndex(({ session }) => session.conversationId === openId);
      const next = sessions[(index + 1) % sessions.length];
      if (!next) return;
      const { conversationId } = next.session;
      void navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId } });
    },
  });
  // In that view the list is the same.
  if (sessions.length === 0 || view === 'mine') return null;
  return (
    <nav className={classes.panel} aria-label={sessionTexts.sessions}>
      <UnstyledButton
        className={classes.head}
        aria-expanded={shown}
        title={shown ? sessionTexts.hide : sessionTexts.show}
        onClick={() => setShown(!shown)}
      >
        <span>{sessionTexts.sessions}</span>
        <span className={classes.count}>
          {sessions.length}
          {maxSessions !== undefined && ` / ${maxSessions}`}
        </span>
        <IconChevronDown size={14} aria-hidden data-shown={shown || undefined} />
      </UnstyledButton>
      {shown && (
        <ul className={classes.list}>
          {sessions.map((one) => (
            <Session key={one.session.sessionId} one={one} view={view} openId={openId} />
          ))}
        </ul>
      )}
    </nav>
  );
}

function Session({ one: { session, row }, view, openId }: { one: SessionRow } & Props) {
  const item = row?.workItem;
  const title = row ? nameSession(row.customer, item?.number ?? 0) : '…';
  const count = row?.unreadCount ?? 0;
  const isOpen = session.conversationId === openId;
  return (
    <li className={classes.item} data-open={isOpen || undefined}>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view, conversationId: session.conversationId }}
        className={classes.link}
        aria-current={isOpen ? 'true' : undefined}
        title={count > 0 ? sessionTexts.updates(title, showCount(count)) : title}
        draggable={false}
      >
        <Face name={title} url={row?.customer.avatarUrl ?? null} size={22} />
        <span className={classes.title} dir="auto" data-unread={count > 0 || undefined}>
          {title}
        </span>
        {session.participation === 'consult' && <em>{sessionTexts.consult}</em>}
        {session.participation === 'monitor' && <em>{sessionTexts.monitor}</em>}
        {item?.state === 'wrap_up' && <StateChip item={item} />}
        {count > 0 && (
          <span className={classes.unread} aria-label={sessionTexts.updates(title, showCount(count))}>
            {showCount(count)}
          </span>
        )}
      </Link>
      {session.participation === 'primary' && item?.state === 'active' && (
        <Tooltip label={sessionTexts.putAside(title)}>
          <ActionIcon
            className={classes.aside}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={sessionTexts.putAside(title)}
            onClick={() => void putAside(session.conversationId)}
          >
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

/** As the customer is called; one of whom X told nothing gets a number. */
function nameSession(customer: Parameters<typeof nameCustomer>[0], number: number): string {
  return customer.name?.trim() || customer.username ? nameCustomer(customer) : sessionTexts.visitor(number);
}
