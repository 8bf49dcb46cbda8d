import { Button, Switch } from '@mantine/core';
import { IconAt, IconEar } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MentionRow } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { EmptyState, LoadingState, ProblemState, RelativeTime } from '../../../ui/index.ts';
import { mentionCountQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMembers } from '../../lib/members.ts';
import { nameConversation } from '../../lib/names.ts';
import { describeError, tellProblem } from '../../shell/tell.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { mentionTexts } from '../../texts/mentions.ts';
import { MentionTabs } from './MentionTabs.tsx';
import classes from './mentions.module.css';

/** Notes that name me, newest first; each opens its place in the thread. */
export function MentionsPage() {
  usePageTitle(mentionTexts.title);
  const [unread, setUnread] = useState(false);
  const count = useQuery(mentionCountQuery).data?.unread ?? 0;
  const query = useInfiniteQuery({
    queryKey: ['mentions', 'pages', unread],
    queryFn: ({ pageParam, signal }) =>
      api.mentions.list({ unread, ...(pageParam && { cursor: pageParam }), limit: 50 }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const mentions = query.data?.pages.flatMap((page) => page.mentions) ?? [];
  const readAll = async () => {
    try {
      await api.mentions.readAll();
      await queryClient.invalidateQueries({ queryKey: ['mentions'] });
    } catch (error) {
      tellProblem(mentionTexts.cannotReadAll, error);
    }
  };
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{mentionTexts.title}</h1>
        <Switch
          label={mentionTexts.onlyUnread}
          checked={unread}
          onChange={(event) => setUnread(event.currentTarget.checked)}
        />
        <Button size="xs" variant="default" disabled={count === 0} onClick={() => void readAll()}>
          {mentionTexts.readAll}
        </Button>
      </div>
      <MentionTabs here="notes" />
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.isError && (
        <ProblemState
          title={commonTexts.cannotLoad}
          message={describeError(query.error)}
          retryLabel={commonTexts.retry}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && mentions.length === 0 && (
        <EmptyState title={unread ? mentionTexts.emptyUnreadTitle : mentionTexts.emptyTitle}>
          {unread ? mentionTexts.emptyUnreadHint : mentionTexts.emptyHint}
        </EmptyState>
      )}
      {mentions.length > 0 && (
        <ol className={classes.list}>
          {mentions.map((mention) => (
            <Row key={mention.messageId} mention={mention} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {mentionTexts.more}
        </Button>
      )}
    </div>
  );
}

function Row({ mention }: { mention: MentionRow }) {
  const { nameOf } = useMembers();
  const who = nameOf(mention.byMemberId);
  const what = mention.whispered
    ? mentionTexts.whispered(who)
    : mention.teamId
      ? mentionTexts.namedTeam(who)
      : mentionTexts.named(who);
  const Icon = mention.whispered ? IconEar : IconAt;
  return (
    <li>
      <Link
        className={classes.row}
        data-unread={!mention.read || undefined}
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: mention.conversationId }}
        search={{ at: mention.position }}
      >
        <Icon size={18} aria-hidden className={classes.icon} />
        <span className={classes.words}>
          <span className={classes.first}>
            <span>
              {what} · <span dir="auto">{nameConversation(mention.conversation)}</span>
            </span>
            <RelativeTime at={mention.at} className={classes.age} />
          </span>
          <span className={classes.text} dir="auto">
            {mention.text}
          </span>
        </span>
      </Link>
    </li>
  );
}
