import { Table } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { alertHistoryQuery } from '../../../api/alerts.ts';
import { queuesQuery } from '../../../api/setup.ts';
import { useMembers } from '../../../lib/members.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { alertTexts as texts } from '../../../texts/alerts.ts';
import { alertNames } from '../../../texts/board.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import classes from '../settings.module.css';
import { LoadMore } from '../../../shell/LoadMore.tsx';

/** The alerts that were, newest first. */
export function AlertHistory() {
  const query = useInfiniteQuery(alertHistoryQuery);
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const { nameOf } = useMembers();
  const alerts = query.data?.pages.flatMap((page) => page.alerts);
  return (
    <section className={classes.page} style={{ paddingTop: 0 }} aria-label={texts.past}>
      <h3 style={{ marginTop: 0 }}>{texts.past}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {alerts?.length === 0 && <p className={classes.dim}>{texts.noPast}</p>}
      {alerts && alerts.length > 0 && (
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.what}</Table.Th>
              <Table.Th>{texts.since}</Table.Th>
              <Table.Th>{texts.until}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {alerts.map((alert) => {
              const queue = queues.find(({ id }) => id === alert.queueId)?.name;
              const subject = queue ?? (alert.memberId ? nameOf(alert.memberId) : alert.ruleName);
              return (
                <Table.Tr key={alert.id}>
                  <Table.Td>
                    <strong>{texts.levels[alert.level]}</strong>{' '}
                    <span dir="auto">
                      {subject}: {alertNames[alert.kind](alert.value)}
                    </span>
                  </Table.Td>
                  <Table.Td data-label={texts.since}>{formatDayAndTime(alert.since)}</Table.Td>
                  <Table.Td data-label={texts.until}>
                    {alert.until ? formatDayAndTime(alert.until) : texts.still}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
      <LoadMore query={query} />
    </section>
  );
}
