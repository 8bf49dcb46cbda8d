import { Drawer, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState, formatDayAndTime, LoadingState } from '../../../ui/index.ts';
import { timelineQuery } from '../../api/insights.ts';
import { formatLength } from '../../lib/measure-format.ts';
import { useMembers } from '../../lib/members.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { insightsTexts } from '../../texts/insights.ts';
import classes from './insights.module.css';

const MONTH_MS = 31 * 86_400_000;

interface Props {
  memberId: string;
  range: { from: string; until: string };
  onClose: () => void;
}

/** What an agent was doing: presences and sessions, newest first; of a long time its last month. */
export function TimelineDrawer({ memberId, range, onClose }: Props) {
  const { nameOf } = useMembers();
  const from = new Date(Math.max(Date.parse(range.from), Date.parse(range.until) - MONTH_MS)).toISOString();
  const query = useQuery(timelineQuery(memberId, { from, until: range.until }));
  const { presences = [], sessions = [] } = query.data ?? {};
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={insightsTexts.timelineOf(nameOf(memberId))}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && presences.length + sessions.length === 0 && (
        <EmptyState title={insightsTexts.timelineNone} />
      )}
      {presences.length > 0 && (
        <>
          <h3>{insightsTexts.presencesTitle}</h3>
          <Table>
            <Table.Tbody>
              {presences.map((one) => (
                <Table.Tr key={one.from}>
                  <Table.Td>{formatDayAndTime(one.from)}</Table.Td>
                  <Table.Td>{one.base.replaceAll('_', ' ')}</Table.Td>
                  <Table.Td className={classes.number}>{lengthOf(one.from, one.until)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
      {sessions.length > 0 && (
        <>
          <h3>{insightsTexts.sessions}</h3>
          <Table>
            <Table.Tbody>
              {sessions.map((one) => (
                <Table.Tr key={one.sessionId}>
                  <Table.Td>{formatDayAndTime(one.offeredAt ?? one.acceptedAt ?? range.from)}</Table.Td>
                  <Table.Td>
                    <Link
                      to="/inbox/$view/$conversationId"
                      params={{ view: 'all', conversationId: one.conversationId }}
                    >
                      {one.how}
                    </Link>{' '}
                    {one.endReason?.replaceAll('_', ' ')}
                  </Table.Td>
                  <Table.Td className={classes.number}>
                    {one.acceptedAt && lengthOf(one.acceptedAt, one.endedAt)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Drawer>
  );
}

function lengthOf(from: string, until: string | null): string {
  return until === null ? insightsTexts.running : formatLength(Date.parse(until) - Date.parse(from));
}
