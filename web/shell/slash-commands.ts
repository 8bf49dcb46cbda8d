import { useEffect, useLayoutEffect, useRef } from 'react';
import { commandIds } from '../lib/keymap.ts';
import type { SlashCommand } from '../lib/slash-query.ts';
import { findCommand, runCommand } from './commands.ts';

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
  const id = dialogs[command]
    ?.flatMap((name) => commandIds.find((each) => each === name) ?? [])
    .find((each) => findCommand(each) !== undefined);
  return id && (() => void runCommand(id));
}

const transfer = ['conversation.transfer', 'conversation.assign'];
const consult = ['conversation.consult'];
/** Commands with a key that do it where nobody offers more: the first that is there. */
const dialogs: Partial<Record<SlashCommand, readonly string[]>> = {
  transfer_agent: transfer,
  transfer_queue: transfer,
  transfer_search: transfer,
  consult_agent: consult,
  consult_queue: consult,
  consult_search: consult,
};
