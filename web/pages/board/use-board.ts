import { useEffect, useState } from 'react';
import type { Alert, BoardAgent, BoardChange, BoardQueue, BoardRow } from '../../../contract/api/index.ts';

export interface Board {
  agents: BoardAgent[];
  queues: BoardQueue[];
  rows: ReadonlyMap<string, BoardRow>;
  alerts: Alert[];
}

/** Takes a change into the board. Pure. */
export function joinChange(board: Board | undefined, change: BoardChange): Board {
  if (!board || change.type === 'all') {
    return {
      agents: change.agents,
      queues: change.queues,
      rows: new Map(change.rows.map((row) => [row.conversationId, row])),
      alerts: change.alerts ?? [],
    };
  }
  const rows = new Map(board.rows);
  for (const row of change.rows) rows.set(row.conversationId, row);
  for (const id of change.gone) rows.delete(id);
  return {
    agents: put(board.agents, change.agents, (agent) => agent.memberId),
    queues: put(board.queues, change.queues, (queue) => queue.queueId),
    rows,
    alerts: change.alerts ?? board.alerts,
  };
}

/** Those that changed stand where they stood; new ones come last. */
function put<T>(all: T[], changed: readonly T[], idOf: (one: T) => string): T[] {
  if (changed.length === 0) return all;
  const left = new Map(changed.map((one) => [idOf(one), one]));
  const kept = all.map((one) => {
    const next = left.get(idOf(one));
    left.delete(idOf(one));
    return next ?? one;
  });
  return [...kept, ...left.values()];
}

/** The board as the server pushes it. */
export function useBoard(): { board: Board | undefined; lost: boolean } {
  const [board, setBoard] = useState<Board | undefined>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const stream = new EventSource('/api/board/live');
    stream.addEventListener('message', (event) => {
      setLost(false);
      // The server writes what the contract says.
      const change = JSON.parse(String(event.data)) as BoardChange;
      setBoard((before) => joinChange(before, change));
    });
    stream.addEventListener('error', () => setLost(true));
    return () => stream.close();
  }, []);
  return { board, lost };
}
