import { useEffect, useLayoutEffect, useRef } from 'react';
import type { SlashCommand } from '../lib/slash-query.ts';

/** What is done with what was typed behind the command. */
type Handlers = Partial<Record<SlashCommand, (typed: string) => void>>;

const offered: { current: Handlers }[] = [];

/** Offers slash commands of the composer while the calling component is on the screen: `/tq refunds` calls `transfer_queue`. */
export function useSlashCommands(handlers: Handlers): void {
  const entry = useRef(handlers);
  useLayoutEffect(() => {
    entry.current = handlers;
  });
  useEffect(() => {
    offered.push(entry);
    return () => {
      offered.splice(offered.indexOf(entry), 1);
    };
  }, []);
}

/** The newest offer of a command. */
export function findSlashCommand(command: SlashCommand): ((typed: string) => void) | undefined {
  for (const entry of offered.toReversed()) {
    const run = entry.current[command];
    if (run) return run;
  }
  return undefined;
}
