import { quoteName, quoteText } from '../../duck/index.ts';
import type { Column } from '../columns.ts';

/** Which columns of a DataSet are of people. */
export interface Personal {
  /** Hold the X user id of a person whom the row is about: the row goes with the person. */
  readonly people: readonly string[];
  /** Hold JSON lists of X user ids: the person's is taken out, the row stays. */
  readonly lists: readonly string[];
  /** Name people by their ids somewhere in a text: the row goes with the person. */
  readonly texts?: readonly string[];
  /** Holds X's id of a direct message: the row goes when the message is deleted. */
  readonly messages: string | null;
  /** When what the row tells was said, or found. */
  readonly at: string | null;
  /** The row is as old as a message: it goes when messages of that age go. */
  readonly ages: boolean;
}

/** What is to go. */
export type Match =
  /** `until`: only of what was said until then. */
  | { readonly kind: 'person'; readonly xUserId: string; readonly until?: Date }
  | { readonly kind: 'message'; readonly xEventId: string }
  | { readonly kind: 'older'; readonly before: Date };

/** The rows to go, as a condition; undefined: a file with these columns can have none. */
export function rowsToGo(match: Match, personal: Personal, columns: readonly Column[]): string | undefined {
  const has = (name: string | null): name is string =>
    name !== null && columns.some((column) => column.name === name);
  const at = has(personal.at) ? `try_cast(${quoteName(personal.at)} as timestamp)` : undefined;
  switch (match.kind) {
    case 'person': {
      const any = [
        ...personal.people
          .filter(has)
          .map((name) => `${quoteName(name)}::varchar = ${quoteText(match.xUserId)}`),
        ...(personal.texts ?? []).filter(has).map((name) => {
          const alone = quoteText(`(^|[^0-9])${match.xUserId}([^0-9]|$)`);
          return `coalesce(regexp_matches(${quoteName(name)}::varchar, ${alone}), false)`;
        }),
      ];
      if (any.length === 0) return undefined;
      if (!match.until || at === undefined) return `(${any.join(' or ')})`;
      return `((${any.join(' or ')}) and (${at} is null or ${at} <= ${momentOf(match.until)}))`;
    }
    case 'message':
      return has(personal.messages)
        ? `(${quoteName(personal.messages)}::varchar = ${quoteText(match.xEventId)})`
        : undefined;
    case 'older':
      return at === undefined || !personal.ages ? undefined : `(${at} < ${momentOf(match.before)})`;
  }
}

/** Columns whose lists have the person in them, each with the list without. */
export function listsWithout(
  match: Match,
  personal: Personal,
  columns: readonly Column[],
): { readonly name: string; readonly holds: string; readonly without: string }[] {
  if (match.kind !== 'person') return [];
  const id = quoteText(`"${match.xUserId}"`);
  return columns
    .filter(({ name, type }) => personal.lists.includes(name) && type === 'STRING')
    .map(({ name }) => ({
      name,
      holds: `coalesce(contains(${quoteName(name)}, ${id}), false)`,
      without: `replace(${quoteName(name)}, ${id}, '""')`,
    }));
}

const momentOf = (at: Date) => `timestamp ${quoteText(at.toISOString().replace('T', ' ').replace('Z', ''))}`;
