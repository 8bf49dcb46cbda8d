import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BoardFilter, BoardQueue } from '../../../contract/api/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { boardTexts } from '../../texts/board.ts';
import { noFilter } from './filter.ts';
import classes from './board.module.css';

interface Props {
  queues: readonly BoardQueue[];
  onShow: (filter: BoardFilter) => void;
}

/** What waits where. Each number says what it is and opens the list behind it. */
export function QueuesColumn({ queues, onShow }: Props) {
  const { columns, definitions } = boardTexts;
  return (
    <section className={classes.queues} aria-label={boardTexts.queues}>
      <h2>{boardTexts.queues}</h2>
      <ul>
        {queues.map((queue) => {
          const show = (more: Partial<BoardFilter>) =>
            onShow({ ...noFilter, queueIds: [queue.queueId], ...more });
          return (
            <li key={queue.queueId} className={classes.queue}>
              <h3 dir="auto">{queue.name}</h3>
              <dl>
                <Figure
                  name={columns.waiting}
                  definition={definitions.waiting}
                  value={queue.waiting}
                  onShow={() => show({ states: ['open'] })}
                />
                <Figure
                  name={columns.longest}
                  definition={definitions.longest}
                  value={queue.longestSince ? <RelativeTime at={queue.longestSince} /> : '–'}
                  onShow={() => show({ states: ['open'] })}
                />
                <Figure
                  name={columns.inService}
                  definition={definitions.inService}
                  value={queue.inService}
                  onShow={() => show({ states: ['active'] })}
                />
                <Figure
                  name={columns.atRisk}
                  definition={definitions.atRisk}
                  value={queue.slaAtRisk}
                  tone={queue.slaAtRisk > 0 ? 'warn' : undefined}
                  onShow={() => show({ slas: ['at_risk'] })}
                />
                <Figure
                  name={columns.breached}
                  definition={definitions.breached}
                  value={queue.slaBreached}
                  tone={queue.slaBreached > 0 ? 'bad' : undefined}
                  onShow={() => show({ slas: ['breached'] })}
                />
                <Figure
                  name={columns.available}
                  definition={definitions.available}
                  value={`${queue.agentsAvailable} / ${queue.agents}`}
                  onShow={() => show({})}
                />
              </dl>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface FigureProps {
  name: string;
  definition: string;
  value: ReactNode;
  tone?: 'warn' | 'bad' | undefined;
  onShow: () => void;
}

function Figure({ name, definition, value, tone, onShow }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Tooltip label={definition} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
          <UnstyledButton
            className={classes.figure}
            data-tone={tone}
            data-none={value === 0 || value === '–' || undefined}
            onClick={onShow}
          >
            {value}
          </UnstyledButton>
        </Tooltip>
      </dd>
    </div>
  );
}
