import { Button, MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoardFilter, SlaState, WorkItemState } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { handlesQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { boardTexts, slaNames } from '../../texts/board.ts';
import { stateNames } from '../../texts/desk.ts';
import { noFilter } from './filter.ts';
import type { Board } from './use-board.ts';
import classes from './board.module.css';

interface Props {
  board: Board;
  filter: BoardFilter;
  count: number;
  onChange: (filter: BoardFilter) => void;
}

const states: readonly WorkItemState[] = ['open', 'active', 'waiting', 'wrap_up'];
const slas: readonly SlaState[] = ['breached', 'at_risk', 'in_time', 'none'];

/** Which conversations the list shows; kept as one's default when wanted. */
export function FilterBar({ board, filter, count, onChange }: Props) {
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  const tags = [...new Set([...board.rows.values()].flatMap((row) => row.tags))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  const save = async () => {
    try {
      queryClient.setQueryData(['board-filter'], await api.board.saveFilter(filter));
      tellDone(boardTexts.savedDefault);
    } catch (error) {
      tellProblem(boardTexts.cannotSave, error);
    }
  };
  const select = (
    label: string,
    value: string[],
    data: { value: string; label: string }[],
    put: (value: string[]) => void,
  ) => (
    <MultiSelect
      size="xs"
      w={150}
      aria-label={label}
      placeholder={value.length === 0 ? label : undefined}
      value={value}
      data={data}
      clearable
      searchable
      onChange={put}
    />
  );
  return (
    <div className={classes.filter} role="group" aria-label={boardTexts.filter}>
      {select(
        boardTexts.queue,
        filter.queueIds,
        board.queues.map(({ queueId, name }) => ({ value: queueId, label: name })),
        (queueIds) => onChange({ ...filter, queueIds }),
      )}
      {select(
        boardTexts.agent,
        filter.memberIds,
        board.agents.map(({ memberId, name }) => ({ value: memberId, label: name })),
        (memberIds) => onChange({ ...filter, memberIds }),
      )}
      {select(
        boardTexts.state,
        filter.states,
        states.map((value) => ({ value, label: stateNames[value] })),
        // The options are the states.
        (value) => onChange({ ...filter, states: value as WorkItemState[] }),
      )}
      {select(
        boardTexts.sla,
        filter.slas,
        slas.map((value) => ({ value, label: slaNames[value] })),
        // The options are the states of a service level.
        (value) => onChange({ ...filter, slas: value as SlaState[] }),
      )}
      {handles.length > 1 &&
        select(
          boardTexts.handle,
          filter.handleIds,
          handles.map(({ id, name }) => ({ value: id, label: name })),
          (handleIds) => onChange({ ...filter, handleIds }),
        )}
      {tags.length > 0 &&
        select(
          boardTexts.tag,
          filter.tags,
          tags.map((tag) => ({ value: tag, label: tag })),
          (value) => onChange({ ...filter, tags: value }),
        )}
      <Button size="xs" variant="subtle" onClick={() => onChange(noFilter)}>
        {boardTexts.clear}
      </Button>
      <Button size="xs" variant="default" onClick={() => void save()}>
        {boardTexts.saveDefault}
      </Button>
      <span className={classes.dim} role="status">
        {boardTexts.shown(count, board.rows.size)}
      </span>
    </div>
  );
}
