import type { Column } from '../../../datasets/index.ts';
import type { Wanted } from './options.ts';

export const SENDER_COLUMNS = ['sender_id'] as const;
export const RECIPIENT_COLUMNS = ['recipient_id'] as const;
export const USER_COLUMNS = ['user_id', 'id', 'screen_name', 'username'] as const;

export type Side = 'sender' | 'recipient' | 'user';

/** A column with users in it. */
export interface UserColumn {
  readonly name: string;
  readonly side: Side;
  /** It holds usernames: a number in it is a name of digits, not an id. */
  readonly named: boolean;
}

export type FoundColumns =
  | { readonly columns: readonly UserColumn[]; readonly note: string }
  | { readonly problem: string };

/**
 * Where the users of a DataSet are: in the columns that were chosen, else in those of the usual names. Whose DataSet has
 * neither senders nor recipients has its users in one column.
 */
export function findColumns(
  input: readonly Column[],
  wanted: Pick<Wanted, 'people' | 'senders' | 'recipients' | 'users'>,
): FoundColumns {
  const find = (name: string) =>
    input.find((column) => column.name === name) ??
    input.find((column) => column.name.toLowerCase() === name.toLowerCase());
  const chosen = [wanted.senders, wanted.recipients, wanted.users].filter((name) => name !== undefined);
  const missing = chosen.find((name) => !find(name));
  if (missing !== undefined) return { problem: `The input DataSet has no column “${missing}” any more.` };

  const of = (side: Side, name: string | undefined, usual: readonly string[]): UserColumn[] => {
    const column = (name === undefined ? usual : [name]).map(find).find((one) => one !== undefined);
    return column ? [{ name: column.name, side, named: /name|handle/i.test(column.name) }] : [];
  };
  const pairs =
    wanted.people === 'pairs'
      ? [
          ...of('sender', wanted.senders, SENDER_COLUMNS),
          ...of('recipient', wanted.recipients, RECIPIENT_COLUMNS),
        ]
      : [];
  const columns = pairs.length > 0 ? pairs : of('user', wanted.users, USER_COLUMNS);
  if (columns.length === 0) {
    const names = [...SENDER_COLUMNS, ...RECIPIENT_COLUMNS, ...USER_COLUMNS].join(', ');
    return { problem: `The input DataSet has none of the columns ${names}. Choose where its users are.` };
  }
  const what = { sender: 'senders', recipient: 'recipients', user: 'users' };
  const said = columns.map(({ name, side }) => `${what[side]} from “${name}”`).join(', ');
  return { columns, note: `Users are read from the input DataSet: ${said}.` };
}
