import { Button, Checkbox, Popover } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { boardTexts } from '../../texts/board.ts';
import classes from './board.module.css';

interface Props {
  memberId: string;
  name: string;
}

/** Which queues an agent belongs to, changed from the board: the next assignment goes by it. */
export function AgentQueues({ memberId, name }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={boardTexts.queuesOf(name)}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {boardTexts.queues}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {open && <Queues memberId={memberId} name={name} onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Queues({ memberId, name, onDone }: Props & { onDone: () => void }) {
  const client = useQueryClient();
  const key = ['setup', 'agent', 'queues', memberId];
  const { data, error } = useQuery({ queryKey: key, queryFn: () => api.agents.queues({ id: memberId }) });
  const [chosen, setChosen] = useState<readonly string[]>();
  if (error) return <p role="alert">{boardTexts.failed}</p>;
  if (!data) return <p className={classes.dim}>{boardTexts.loading}</p>;
  const stored = data.queues.filter((queue) => queue.via === 'name').map((queue) => queue.queueId);
  const queueIds = chosen ?? stored;
  const save = async () => {
    try {
      await api.agents.setQueues({ id: memberId }, { queueIds: [...queueIds] });
      await client.invalidateQueries({ queryKey: key });
      tellDone(boardTexts.queuesSaved(name));
      onDone();
    } catch (problem) {
      tellProblem(boardTexts.failed, problem);
    }
  };
  return (
    <form
      className={classes.agentQueues}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Checkbox.Group
        label={boardTexts.queuesOf(name)}
        description={boardTexts.queuesHint}
        value={[...queueIds]}
        onChange={setChosen}
      >
        <div className={classes.agentQueueList}>
          {data.queues.map((queue) => {
            const isFixed = queue.via === 'team' || queue.via === 'open';
            return (
              <Checkbox
                key={queue.queueId}
                value={queue.queueId}
                label={isFixed ? boardTexts.via(queue.name, queue.via === 'team') : queue.name}
                {...(isFixed && { checked: true, disabled: true })}
              />
            );
          })}
        </div>
      </Checkbox.Group>
      <Button type="submit" size="xs">
        {boardTexts.saveQueues}
      </Button>
    </form>
  );
}
