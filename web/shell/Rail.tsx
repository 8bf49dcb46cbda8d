import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAddressBook,
  IconAt,
  IconChartBar,
  IconDatabase,
  IconInbox,
  IconKeyboard,
  IconLayoutDashboard,
  IconLogout,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { api } from '../../client/index.ts';
import { countsQuery } from '../api/inbox.ts';
import { mentionCountQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { enterSession, sessionQuery, useMay, useMe, useSession } from '../api/session.ts';
import { contactsName, dataName } from '../texts/places.ts';
import { deskTexts } from '../texts/desk.ts';
import { entryTexts } from '../texts/entry.ts';
import { insightsTexts } from '../texts/insights.ts';
import { commonTexts, roleNames } from '../texts/everywhere.ts';
import { boardTexts } from '../texts/board.ts';
import { mentionTexts } from '../texts/mentions.ts';
import { keyTexts } from '../texts/keys.ts';
import { runCommand } from './commands.ts';
import { Face } from './Face.tsx';
import { PresenceMenu } from './presence/PresenceMenu.tsx';
import classes from './Rail.module.css';
import { tellProblem } from './tell.ts';
import { stopLive } from './use-live.ts';

/** The way between the parts: a column at the side, on a phone a bar at the foot. */
export function Rail({ connected }: { connected: boolean }) {
  const me = useMe();
  const may = useMay();
  const { workspace, localXUrl } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const counts = useQuery(countsQuery).data;
  const mentioned = useQuery(mentionCountQuery).data?.unread ?? 0;
  const inConversation = /^\/inbox\/[^/]+\/[^/]+/.test(path);
  const openSearch = () => {
    if (!path.startsWith('/inbox') || inConversation)
      void navigate({ to: '/inbox/$view', params: { view: 'all' } });
    setTimeout(() => runCommand('search'), 50);
  };
  return (
    <nav className={classes.rail} data-hidden={inConversation || undefined} aria-label={commonTexts.product}>
      <Link to="/" className={classes.mark} aria-label={commonTexts.product} tabIndex={-1}>
        <img src="/icon.svg" alt="" width={28} height={28} />
      </Link>
      <Tooltip label={deskTexts.inbox} position="right">
        <Link
          to="/inbox/$view"
          params={{ view: 'all' }}
          className={classes.item}
          data-here={path.startsWith('/inbox') || undefined}
          aria-current={path.startsWith('/inbox') ? 'page' : undefined}
        >
          <IconInbox size={22} stroke={1.75} aria-hidden />
          {counts && counts.mineUnread > 0 && (
            <span className={classes.count} aria-hidden>
              {counts.mineUnread > 9 ? '9+' : counts.mineUnread}
            </span>
          )}
          <Word shown={deskTexts.inbox} said={deskTexts.inboxUnread(counts?.mineUnread ?? 0)} />
        </Link>
      </Tooltip>
      {may('board.see') && (
        <Tooltip label={boardTexts.title} position="right">
          <Link
            to="/board"
            aria-label={boardTexts.title}
            className={`${classes.item} ${classes.deskOnly}`}
            data-here={path.startsWith('/board') || undefined}
            aria-current={path.startsWith('/board') ? 'page' : undefined}
          >
            <IconLayoutDashboard size={22} stroke={1.75} aria-hidden />
            <span className={classes.word}>{boardTexts.title}</span>
          </Link>
        </Tooltip>
      )}
      <Tooltip label={mentionTexts.title} position="right">
        <Link
          to="/mentions"
          className={classes.item}
          data-here={path.startsWith('/mentions') || undefined}
          aria-current={path.startsWith('/mentions') ? 'page' : undefined}
        >
          <IconAt size={22} stroke={1.75} aria-hidden />
          {mentioned > 0 && (
            <span className={classes.count} aria-hidden>
              {mentioned > 9 ? '9+' : mentioned}
            </span>
          )}
          <Word
            shown={mentionTexts.title}
            said={
              mentioned > 0 ? `${mentionTexts.title}, ${mentionTexts.unread(mentioned)}` : mentionTexts.title
            }
          />
        </Link>
      </Tooltip>
      <UnstyledButton className={`${classes.item} ${classes.phoneOnly}`} onClick={openSearch}>
        <IconSearch size={22} stroke={1.75} aria-hidden />
        <span className={classes.word}>{deskTexts.search}</span>
      </UnstyledButton>
      <Tooltip label={contactsName} position="right">
        <Link
          to="/contacts"
          aria-label={contactsName}
          className={classes.item}
          data-here={path.startsWith('/contacts') || undefined}
          aria-current={path.startsWith('/contacts') ? 'page' : undefined}
        >
          <IconAddressBook size={22} stroke={1.75} aria-hidden />
          <span className={classes.word}>{contactsName}</span>
        </Link>
      </Tooltip>
      {may('insights.see') && (
        <Tooltip label={insightsTexts.title} position="right">
          <Link
            to="/insights/today"
            aria-label={insightsTexts.title}
            className={classes.item}
            data-here={path.startsWith('/insights') || undefined}
            aria-current={path.startsWith('/insights') ? 'page' : undefined}
          >
            <IconChartBar size={22} stroke={1.75} aria-hidden />
            <span className={classes.word}>{insightsTexts.title}</span>
          </Link>
        </Tooltip>
      )}
      {may('data.see') && (
        <Tooltip label={dataName} position="right">
          <Link
            to="/datasources"
            aria-label={dataName}
            className={`${classes.item} ${classes.deskOnly}`}
            data-here={path.startsWith('/datasources') || undefined}
            aria-current={path.startsWith('/datasources') ? 'page' : undefined}
          >
            <IconDatabase size={22} stroke={1.75} aria-hidden />
            <span className={classes.word}>{dataName}</span>
          </Link>
        </Tooltip>
      )}
      <Tooltip label={deskTexts.settings} position="right">
        <Link
          to="/settings/preferences"
          aria-label={deskTexts.settings}
          className={`${classes.item} ${classes.deskOnly}`}
          data-here={path.startsWith('/settings') || undefined}
          aria-current={path.startsWith('/settings') ? 'page' : undefined}
        >
          <IconSettings size={22} stroke={1.75} aria-hidden />
          <span className={classes.word}>{deskTexts.settings}</span>
        </Link>
      </Tooltip>
      <div className={classes.gap} />
      <Tooltip label={keyTexts.sheetTitle} position="right">
        <UnstyledButton
          className={`${classes.item} ${classes.deskOnly}`}
          onClick={() => runCommand('keys')}
          aria-label={keyTexts.sheetTitle}
        >
          <IconKeyboard size={22} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Tooltip>
      <PresenceMenu connected={connected} />
      <Menu position="right-end" width={240} shadow="md">
        <Menu.Target>
          <UnstyledButton className={classes.item}>
            <Face name={me.name} size={26} />
            <Word shown={deskTexts.me} said={`${deskTexts.me}: ${me.name}`} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <strong>{me.name}</strong>
            <br />
            {roleNames[me.role]} · {workspace?.name}
          </Menu.Label>
          {may('board.see') && (
            <Menu.Item
              className={classes.phoneOnly}
              component={Link}
              to="/board"
              leftSection={<IconLayoutDashboard size={16} />}
            >
              {boardTexts.title}
            </Menu.Item>
          )}
          <Menu.Item component={Link} to="/settings/preferences" leftSection={<IconSettings size={16} />}>
            {deskTexts.settings}
          </Menu.Item>
          {localXUrl && (
            <Menu.Item component="a" href={localXUrl} target="_blank" rel="noopener">
              {entryTexts.openLocalX}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            {entryTexts.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}

/** What stands under an icon on a phone, and what a screen reader says of it everywhere. */
function Word({ shown, said }: { shown: string; said: string }) {
  return (
    <>
      <span className={classes.word} aria-hidden>
        {shown}
      </span>
      <span className="only-heard">{said}</span>
    </>
  );
}

async function signOut(): Promise<void> {
  try {
    await api.session.signOut();
    stopLive();
    enterSession(await api.session.get());
  } catch (error) {
    tellProblem(entryTexts.cannotSignOut, error);
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
}
