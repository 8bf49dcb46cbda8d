import type { FastifyReply } from 'fastify';

/** Aborted when whoever asked goes away before the answer is out: what is done for them alone can end. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const look = () => {
    if (!raw.writableFinished) controller.abort();
  };
  if (raw.destroyed) look();
  else raw.once('close', look);
  return controller.signal;
}
