import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { InboxView } from '../../../contract/api/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { conversationQuery } from '../../api/queries.ts';
import { countsQuery, inboxQuery } from '../../api/inbox.ts';
import { queryClient } from '../../api/query-client.ts';
import { usePreferences, useSession } from '../../api/session.ts';
import { threadQuery } from '../../api/thread.ts';
import { openConversation } from '../../live/arrivals.ts';
import { expectConversation, useCommands } from '../../shell/commands.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { customerTexts } from '../../texts/customer.ts';
import { deskTexts } from '../../texts/desk.ts';
import classes from './desk.module.css';
import { ConversationList } from './list/ConversationList.tsx';
import { ListHead } from './list/ListHead.tsx';
import { NothingOpen } from './NothingOpen.tsx';
import { SessionsPanel } from './sessions/SessionsPanel.tsx';
import { useInboxFilter } from './list/use-inbox-filter.ts';
import { useSwipeBack } from './use-swipe-back.ts';
import { ThreadPane } from './thread/ThreadPane.tsx';

const Practice = lazy(() => import('./Practice.tsx'));
// Beside the list and the thread, so they come after them.
const CustomerPanel = lazy(async () => ({
  default: (await import('./context/CustomerPanel.tsx')).CustomerPanel,
}));
const BulkBar = lazy(async () => ({ default: (await import('./list/BulkBar.tsx')).BulkBar }));
const SearchResults = lazy(async () => ({
  default: (await import('./list/SearchResults.tsx')).SearchResults,
}));
const DemoGuide = lazy(() => import('./DemoGuide.tsx'));

/** The desk: list, thread and customer side by side; on a phone one at a time. */
export function DeskPage() {
  // The route's guard lets only the views pass.
  const params = useParams({ strict: false }) as { view: InboxView; conversationId?: string };
  const { view, conversationId } = params;
  const { at } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { practiceDone } = usePreferences();
  const { demo } = useSession();
  const wide = useMediaQuery('(min-width: 1280px)', true, { getInitialValueInEffect: false });
  const phone = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false });
  const [filter, changeFilter] = useInboxFilter(view);
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [listShown, setListShown] = useState(true);
  const [contextWanted, setContextWanted] = useState<boolean | undefined>();
  const contextShown = contextWanted ?? wide;
  const list = useQuery(inboxQuery(view, filter));
  const rows = list.data?.rows;
  useTitle();

  const open = useCallback(
    (id: string | undefined, position?: string) => {
      // Also for the moment before the router has moved on.
      if (id !== conversationId) expectConversation(id);
      if (id === undefined) void navigate({ to: '/inbox/$view', params: { view } });
      else {
        void navigate({
          to: '/inbox/$view/$conversationId',
          params: { view, conversationId: id },
          search: position ? { at: position } : {},
        });
      }
    },
    [navigate, view, conversationId],
  );

  const swipe = useSwipeBack(phone && conversationId !== undefined, () => open(undefined));
  const index = useMemo(
    () => rows?.findIndex((row) => row.conversationId === conversationId) ?? -1,
    [rows, conversationId],
  );
  const step = (by: 1 | -1) => {
    if (!rows || rows.length === 0) return;
    const next = rows[index === -1 ? 0 : Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (next) open(next.conversationId);
  };
  /** After something is done here, the next one opens by itself. */
  const openNext = useCallback(() => {
    if (view === 'closed' || view === 'recent' || view === 'programs' || !rows) return;
    const next = rows[index + 1] ?? rows[index - 1];
    open(next?.conversationId);
  }, [view, rows, index, open]);

  useEffect(() => {
    openConversation.id = conversationId ?? '';
    return () => {
      openConversation.id = '';
    };
  }, [conversationId]);

  // The neighbour is fetched ahead, so that moving on is instant.
  useEffect(() => {
    const next = rows?.[index + 1];
    if (index === -1 || !next) return;
    const timer = setTimeout(() => {
      void queryClient.prefetchQuery(threadQuery(next.conversationId));
      void queryClient.prefetchQuery(conversationQuery(next.conversationId));
    }, 250);
    return () => clearTimeout(timer);
  }, [rows, index]);

  // The same function for good: rows that do not change are not drawn again.
  const toggleSelected = useCallback((id: string) => {
    setSelected((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);

  useCommands({
    'list.next': () => step(1),
    'list.previous': () => step(-1),
    'list.open': () => {
      if (conversationId) document.getElementById('thread')?.focus();
      else step(1);
    },
    ...(conversationId ? { 'list.select': () => toggleSelected(conversationId) } : {}),
    'panel.list': () => setListShown((shown) => !shown),
    'panel.context': () => setContextWanted(!contextShown),
    search: () => {
      setListShown(true);
      setTimeout(() => document.getElementById('search')?.focus(), 0);
    },
    back: () => {
      if (selected.size > 0) setSelected(new Set());
      else if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
      else if (search) setSearch('');
      else if (contextWanted && !wide) setContextWanted(false);
      else open(undefined);
    },
  });

  // Kept while only the list changes: selecting a row does not draw the thread and the customer again.
  const thread = useMemo(
    () =>
      conversationId && (
        <ThreadPane
          key={conversationId}
          conversationId={conversationId}
          at={at}
          contextShown={contextShown}
          onContext={() => setContextWanted(!contextShown)}
          onBack={() => open(undefined)}
          onDone={openNext}
        />
      ),
    [conversationId, at, contextShown, open, openNext],
  );
  const customer = useMemo(
    () =>
      conversationId && (
        <CustomerPanel
          key={conversationId}
          conversationId={conversationId}
          onClose={() => setContextWanted(false)}
          onOpen={open}
        />
      ),
    [conversationId, open],
  );

  return (
    <div
      className={classes.desk}
      data-list={listShown || undefined}
      data-context={(contextShown && conversationId) || undefined}
      data-open={conversationId ? true : undefined}
    >
      <a href="#thread" className={classes.skip}>
        {commonTexts.skipToThread}
      </a>
      <div className={classes.list}>
        <SessionsPanel view={view} openId={conversationId} />
        <section className={classes.conversations} aria-label={deskTexts.list}>
          <ListHead
            view={view}
            filter={filter}
            onFilter={changeFilter}
            search={search}
            onSearch={setSearch}
          />
          {selected.size > 0 && (
            <Suspense fallback={null}>
              <BulkBar ids={[...selected]} onDone={() => setSelected(new Set())} />
            </Suspense>
          )}
          {search.trim() === '' ? (
            <ConversationList
              key={view}
              view={view}
              filter={filter}
              query={list}
              openId={conversationId}
              selected={selected}
              onSelect={toggleSelected}
            />
          ) : (
            <Suspense fallback={<LoadingState label={commonTexts.loading} />}>
              <SearchResults text={search.trim()} onOpen={open} />
            </Suspense>
          )}
        </section>
      </div>
      <section className={classes.thread} id="thread" tabIndex={-1} aria-label={deskTexts.inbox} {...swipe}>
        {thread ?? <NothingOpen />}
      </section>
      {conversationId && contextShown && (
        <aside className={classes.context} aria-label={customerTexts.panel}>
          <Suspense fallback={<LoadingState label={commonTexts.loading} />}>{customer}</Suspense>
        </aside>
      )}
      {!practiceDone && (
        <Suspense fallback={null}>
          {demo ? <DemoGuide localXUrl={demo.localXUrl} /> : <Practice openId={conversationId} />}
        </Suspense>
      )}
    </div>
  );
}

/** The number of own unread conversations in the tab's title. */
function useTitle(): void {
  const unread = useQuery(countsQuery).data?.mineUnread ?? 0;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${deskTexts.inbox} · ${commonTexts.product}`;
    return () => {
      document.title = commonTexts.product;
    };
  }, [unread]);
}
