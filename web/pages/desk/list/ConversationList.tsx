import { UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { InboxView } from '../../../../contract/api/index.ts';
import { EmptyState, LoadingState, ProblemState } from '../../../../ui/index.ts';
import { admitWaiting, type InboxFilter, listHold, loadMoreRows } from '../../../api/inbox.ts';
import type { InboxList } from '../../../lib/merge-rows.ts';
import { useMembers } from '../../../lib/members.ts';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { deskTexts, emptyViews } from '../../../texts/desk.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { ListRow } from './ListRow.tsx';
import classes from './list.module.css';

interface Props {
  view: InboxView;
  filter: InboxFilter;
  query: UseQueryResult<InboxList>;
  openId: string | undefined;
  selected: ReadonlySet<string>;
  onSelect: (id: string) => void;
}

const rowHeight = 68;

/** The rows of a view. Nothing moves while somebody points at them or has scrolled down. */
export function ConversationList({ view, filter, query, openId, selected, onSelect }: Props) {
  const virtuoso = useRef<VirtuosoHandle>(null);
  const place = useRef({ pointed: false, atTop: true });
  const { nameOf } = useMembers();
  const { data } = query;
  const hold = (change: Partial<typeof place.current>) => {
    Object.assign(place.current, change);
    listHold.held = place.current.pointed || !place.current.atTop;
    if (!listHold.held) admitWaiting(view, filter);
  };
  useEffect(() => {
    listHold.held = false;
    return () => {
      listHold.held = false;
    };
  }, []);
  const openIndex = data?.rows.findIndex((row) => row.conversationId === openId) ?? -1;
  const showOpen = useEffectEvent(() => {
    if (openIndex >= 0) virtuoso.current?.scrollIntoView({ index: openIndex, behavior: 'auto' });
  });
  // Only when another one is opened: a row that moves for other reasons does not take the list along.
  useEffect(() => showOpen(), [openId]);

  if (query.isError && !data) {
    return (
      <ProblemState
        title={commonTexts.cannotLoad}
        message={describeError(query.error)}
        retryLabel={commonTexts.retry}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!data) return <LoadingState label={commonTexts.loading} />;
  if (data.rows.length === 0 && data.waiting.length === 0) {
    return (
      <EmptyState icon={<IconCircleCheck size={32} stroke={1.5} />} title={emptyViews[view].title}>
        {emptyViews[view].hint}
      </EmptyState>
    );
  }
  return (
    <div
      className={classes.rows}
      onPointerEnter={() => hold({ pointed: true })}
      onPointerLeave={() => hold({ pointed: false })}
    >
      {data.waiting.length > 0 && (
        <UnstyledButton
          className={classes.waiting}
          onClick={() => {
            admitWaiting(view, filter);
            virtuoso.current?.scrollToIndex({ index: 0 });
          }}
        >
          {deskTexts.newRows(data.waiting.length)}
        </UnstyledButton>
      )}
      <Virtuoso
        ref={virtuoso}
        data={data.rows}
        fixedItemHeight={rowHeight}
        increaseViewportBy={rowHeight * 6}
        computeItemKey={(_, row) => row.conversationId}
        atTopStateChange={(atTop) => hold({ atTop })}
        endReached={() => {
          loadMoreRows(view, filter).catch((error: unknown) => tellProblem(commonTexts.cannotLoad, error));
        }}
        itemContent={(_, row) => (
          <ListRow
            row={row}
            view={view}
            open={row.conversationId === openId}
            selected={selected.has(row.conversationId)}
            selecting={selected.size > 0}
            onSelect={onSelect}
            assigneeName={row.workItem?.assigneeId ? nameOf(row.workItem.assigneeId) : undefined}
          />
        )}
      />
    </div>
  );
}
