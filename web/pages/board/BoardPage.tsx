import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { BoardFilter, BoardRow } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { useMay } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { boardTexts, alertNames } from '../../texts/board.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { AgentsColumn } from './AgentsColumn.tsx';
import { FilterBar } from './FilterBar.tsx';
import { fits, noFilter } from './filter.ts';
import { QueuesColumn } from './QueuesColumn.tsx';
import { RowList } from './RowList.tsx';
import { type Board, useBoard } from './use-board.ts';
import classes from './board.module.css';

/** Who does what now: agents, queues, conversations. Pushed; there is nothing to refresh. */
export function BoardPage() {
  const { board, lost } = useBoard();
  const may = useMay();
  const kept = useQuery({
    queryKey: ['board-filter'],
    queryFn: ({ signal }) => api.board.filter({ signal }),
  });
  const [filter, setFilter] = useState<BoardFilter | undefined>();
  const shownFilter = filter ?? kept.data?.filter ?? noFilter;
  const rows = useMemo(
    () => [...(board?.rows.values() ?? [])].filter((row) => fits(row, shownFilter)).toSorted(byUrgency),
    [board, shownFilter],
  );
  usePageTitle(boardTexts.title);
  if (!board) return <LoadingState label={commonTexts.loading} />;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{boardTexts.title}</h1>
        <span className={classes.live} data-lost={lost || undefined} role="status">
          {lost ? boardTexts.lost : boardTexts.live}
        </span>
        <Alerts board={board} />
        {may('board.agents') && (
          <Link to="/settings/alerts" className={classes.rules}>
            {boardTexts.alertRules}
          </Link>
        )}
      </div>
      <div className={classes.columns}>
        <AgentsColumn agents={board.agents} onShow={setFilter} />
        <QueuesColumn queues={board.queues} onShow={setFilter} />
        <section className={classes.rows} aria-label={boardTexts.conversations}>
          <FilterBar board={board} filter={shownFilter} count={rows.length} onChange={setFilter} />
          <RowList board={board} rows={rows} />
        </section>
      </div>
    </div>
  );
}

function Alerts({ board }: { board: Board }) {
  const { nameOf } = useMembers();
  if (board.alerts.length === 0) return null;
  return (
    <ul className={classes.alerts} aria-label={boardTexts.alerts}>
      {board.alerts.map((alert) => {
        const queue = board.queues.find(({ queueId }) => queueId === alert.queueId)?.name;
        const subject = queue ?? (alert.memberId ? nameOf(alert.memberId) : alert.ruleName);
        return (
          <li key={alert.id}>
            <Badge color={alert.level === 'critical' ? 'red' : 'yellow'} variant="light" autoContrast>
              {alert.level === 'critical' ? '‼ ' : '! '}
              {subject}: {alertNames[alert.kind](alert.value)}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}

const SLA_ORDER = { breached: 0, at_risk: 1, in_time: 2, none: 3 } as const;

/** The broken service levels first, then who has waited longest. */
function byUrgency(a: BoardRow, b: BoardRow): number {
  const sla = SLA_ORDER[a.sla] - SLA_ORDER[b.sla];
  if (sla !== 0) return sla;
  const since = (row: BoardRow) => row.waitingSince ?? '9';
  return since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : a.number - b.number;
}
