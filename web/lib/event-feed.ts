import type { ProgramEvent } from '../../contract/api/index.ts';

/** More are not kept in the browser. */
export const MOST_EVENTS = 200;

/** Adds what is new, newest first; what came already is left out, and the oldest goes. */
export function addEvents(
  known: readonly ProgramEvent[],
  fresh: readonly ProgramEvent[],
  most = MOST_EVENTS,
): readonly ProgramEvent[] {
  const ids = new Set(known.map((one) => one.id));
  const added = fresh.filter((one) => !ids.has(one.id));
  return added.length === 0 ? known : [...added.toReversed(), ...known].slice(0, most);
}

/** Types that are there, by name. */
export function typesOf(events: readonly ProgramEvent[]): string[] {
  return [...new Set(events.map((one) => one.type))].toSorted();
}

/** As far as the gist of an event goes; what a webhook is told has more. */
interface Told {
  readonly events?: readonly {
    readonly payload?: {
      readonly message?: {
        readonly author?: { readonly displayName?: string };
        readonly content?: { readonly type?: string; readonly text?: string };
      };
    };
  }[];
}

/** Who said what, in one line; empty for what nobody said. */
export function gistOf({ body }: Pick<ProgramEvent, 'body'>): string {
  // Ours: the body of a webhook of version 2.
  const message = (body as Told).events?.[0]?.payload?.message;
  if (!message) return '';
  const said = message.content?.text?.trim() || message.content?.type || '';
  const who = message.author?.displayName;
  return who ? `${who}: ${said}` : said;
}
