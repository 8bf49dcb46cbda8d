import { Button, Drawer, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MeasureId } from '../../../contract/api/index.ts';
import { measures } from '../../../contract/api/measures.ts';
import { api } from '../../../client/index.ts';
import { EmptyState, formatDayAndTime, formatExact, LoadingState } from '../../../ui/index.ts';
import type { BehindQuery } from '../../api/insights.ts';
import { formatMeasure } from '../../lib/measure-format.ts';
import { useMembers } from '../../lib/members.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { insightsTexts } from '../../texts/insights.ts';
import classes from './insights.module.css';

/** The conversations behind a number. */
export function BehindDrawer({ query, onClose }: { query: BehindQuery; onClose: () => void }) {
  const { nameOf } = useMembers();
  const { name, unit, definition } = measures[query.measure];
  const found = useInfiniteQuery({
    queryKey: ['insights', 'behind', query],
    queryFn: ({ pageParam, signal }) =>
      api.insights.conversations({ ...query, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = found.data?.pages.flatMap((page) => page.conversations) ?? [];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={insightsTexts.behind(name)}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <p className={classes.lead}>{definition}</p>
      {found.isError && <PageProblemOf query={found} />}
      {found.isPending && <LoadingState label={commonTexts.loading} />}
      {found.data && rows.length === 0 && <EmptyState title={insightsTexts.behindNone} />}
      {rows.length > 0 && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={insightsTexts.behind(name)}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{insightsTexts.number}</Table.Th>
                <Table.Th>{insightsTexts.customer}</Table.Th>
                <Table.Th>{insightsTexts.agent}</Table.Th>
                <Table.Th>{insightsTexts.closedAt}</Table.Th>
                <Table.Th className={classes.number}>{insightsTexts.value}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.workItemId}>
                  <Table.Td>{row.number}</Table.Td>
                  <Table.Td dir="auto">
                    <Link
                      to="/inbox/$view/$conversationId"
                      params={{ view: row.closedAt ? 'closed' : 'all', conversationId: row.conversationId }}
                      title={insightsTexts.open}
                    >
                      {row.customerName ?? `@${row.customerUsername ?? ''}`}
                    </Link>
                  </Table.Td>
                  <Table.Td dir="auto">{row.agentId ? nameOf(row.agentId) : insightsTexts.nobody}</Table.Td>
                  <Table.Td title={row.closedAt ? formatExact(row.closedAt) : undefined}>
                    {row.closedAt ? formatDayAndTime(row.closedAt) : insightsTexts.stillOpen}
                  </Table.Td>
                  <Table.Td className={classes.number}>{valueOf(query.measure, unit, row.value)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {found.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {commonTexts.loadMore}
        </Button>
      )}
    </Drawer>
  );
}

/** Shares of sessions: a conversation may hold several. */
const countedShares: ReadonlySet<MeasureId> = new Set([
  'transfer_rate',
  'rejection_rate',
  'timeout_rate',
  'session_transfer_rate',
]);

/** A share's conversation either counts or does not. */
function valueOf(id: MeasureId, unit: (typeof measures)[MeasureId]['unit'], value: number | null): string {
  if (value === null) return '';
  if (countedShares.has(id)) return formatMeasure('count', value);
  if (unit === 'share') return value === 1 ? '✓' : '✗';
  return formatMeasure(unit, value);
}
