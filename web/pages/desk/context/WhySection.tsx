import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../../../../client/index.ts';
import { formatDayAndTime, Later } from '../../../../ui/index.ts';
import { sayTrace } from '../../../lib/trace-words.ts';
import { describeError } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { traceTexts } from '../../../texts/trace.ts';
import classes from './context.module.css';

/** Why this conversation is where it is, stage by stage, in words. */
export function WhySection({ conversationId, reveal }: { conversationId: string; reveal: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  const query = useQuery({
    // Below the work items' key: what changes them is heard here too.
    queryKey: ['work-items', conversationId, 'trace'],
    queryFn: ({ signal }) => api.conversations.routingTrace({ id: conversationId }, { signal }),
  });
  const isThere = query.data !== undefined;
  // Asked for at the foot of the panel, it comes when the section has been opened: below the fold.
  useEffect(() => {
    if (reveal && isThere) list.current?.closest('[data-section]')?.scrollIntoView();
  }, [reveal, isThere]);
  if (query.isError) return <p className={classes.dim}>{describeError(query.error)}</p>;
  if (!query.data) return <Later>{commonTexts.loading}</Later>;
  const words = sayTrace(query.data.steps, query.data.names);
  if (words.length === 0) return <p className={classes.dim}>{traceTexts.none}</p>;
  return (
    <ol className={classes.earlier} ref={list}>
      {words.map((stage) => (
        <li key={stage.id}>
          <strong dir="auto">{stage.title}</strong>
          <p>{formatDayAndTime(stage.at)}</p>
          {stage.lines.map((one, index) => (
            <div key={index} dir="auto">
              {one.text}
              {one.details.map((detail, place) => (
                <p key={place} dir="auto">
                  {detail}
                </p>
              ))}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
