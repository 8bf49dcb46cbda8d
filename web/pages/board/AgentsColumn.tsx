import { Tooltip, UnstyledButton } from '@mantine/core';
import type { BoardAgent, BoardFilter } from '../../../contract/api/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { useMay } from '../../api/session.ts';
import { boardTexts } from '../../texts/board.ts';
import { AgentPresence } from './AgentPresence.tsx';
import { AgentQueues } from './AgentQueues.tsx';
import { noFilter } from './filter.ts';
import classes from './board.module.css';

interface Props {
  agents: readonly BoardAgent[];
  onShow: (filter: BoardFilter) => void;
}

/** How agents are: presence by dot and word, load, who waits longest for them. */
export function AgentsColumn({ agents, onShow }: Props) {
  return (
    <section className={classes.agents} aria-label={boardTexts.agents}>
      <h2>{boardTexts.agents}</h2>
      {agents.length === 0 && <p className={classes.dim}>{boardTexts.noAgents}</p>}
      <ul>
        {agents.map((agent) => (
          <Agent key={agent.memberId} agent={agent} onShow={onShow} />
        ))}
      </ul>
    </section>
  );
}

function Agent({ agent, onShow }: { agent: BoardAgent; onShow: Props['onShow'] }) {
  const may = useMay();
  const share = agent.capacityUnits === 0 ? 0 : agent.usedUnits / agent.capacityUnits;
  const load = boardTexts.load(agent.usedUnits, agent.capacityUnits);
  return (
    <li className={classes.agent}>
      <UnstyledButton
        className={classes.agentName}
        onClick={() => onShow({ ...noFilter, memberIds: [agent.memberId] })}
      >
        <span className={classes.dot} data-base={agent.base} aria-hidden />
        <strong dir="auto">{agent.name}</strong>
      </UnstyledButton>
      {may('board.agents') ? (
        <AgentPresence agent={agent} />
      ) : (
        <span className={classes.dim}>{agent.presenceText}</span>
      )}
      {may('board.agents') && <AgentQueues memberId={agent.memberId} name={agent.name} />}
      <Tooltip
        label={boardTexts.definitions.load}
        multiline
        maw={260}
        events={{ hover: true, focus: true, touch: true }}
      >
        <span className={classes.load} tabIndex={0} role="img" aria-label={load}>
          <span style={{ width: `${Math.min(1, share) * 100}%` }} data-over={share > 1 || undefined} />
        </span>
      </Tooltip>
      <span className={classes.dim}>
        {load} · {boardTexts.sessions(agent.sessions)}
        {agent.oldestWait && (
          <Tooltip label={boardTexts.definitions.oldest} multiline maw={260}>
            <span>
              {' '}
              · {boardTexts.waitsSince} <RelativeTime at={agent.oldestWait} />
            </span>
          </Tooltip>
        )}
      </span>
    </li>
  );
}
