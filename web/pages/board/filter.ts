import type { BoardFilter, BoardRow } from '../../../contract/api/index.ts';

export const noFilter: BoardFilter = {
  queueIds: [],
  memberIds: [],
  handleIds: [],
  states: [],
  slas: [],
  tags: [],
};

/** Whether a row is shown: each kind that names something has to fit. Pure. */
export function fits(row: BoardRow, filter: BoardFilter): boolean {
  const has = <T>(all: readonly T[], one: T) => all.length === 0 || all.includes(one);
  return (
    has(filter.queueIds, row.queueId) &&
    (filter.memberIds.length === 0 || filter.memberIds.includes(row.assigneeId ?? '')) &&
    has(filter.handleIds, row.handleId) &&
    has(filter.states, row.state) &&
    has(filter.slas, row.sla) &&
    (filter.tags.length === 0 || filter.tags.some((tag) => row.tags.includes(tag)))
  );
}
