import type { Column } from '../datasets/index.ts';
import type { UserAnswer } from '../x/index.ts';

/** Somebody in a message, as far as they are known. */
export interface Person {
  readonly id: string;
  readonly username?: string;
  readonly name?: string;
}

export interface KnownPerson {
  readonly person: Person;
  /** What they write to the account is kept from us: they have not agreed to be read. */
  readonly withheld: boolean;
}

/** What is known here of the people in X's rows, and what of their words readers may see. */
export interface People {
  /** The name of an account of ours. */
  accountName(accountId: string): Promise<string | null>;
  /** These users of X, by their ids. */
  known(accountId: string, xUserIds: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>>;
  /** Those of them who were erased, and when. */
  erased(xUserIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** Hides what must not be shown in a text; `in`: from a customer. */
  hiding(): Promise<(text: string, direction: 'in' | 'out') => string>;
}

/** What is known of a user: what X said, and when. */
export interface Lookup {
  readonly answer: UserAnswer;
  readonly at: Date;
}

/** What X said of users before, so that nobody is paid for twice. */
export interface Lookups {
  /** By key, which is an id, or `@` and a username in small letters; what was said since then. */
  find(keys: readonly string[], since: Date): Promise<ReadonlyMap<string, Lookup>>;
  save(answers: ReadonlyMap<string, UserAnswer>, at: Date): Promise<void>;
  /** Those of whom X said that they are on the List. */
  findMembers(listId: string, xUserIds: readonly string[]): Promise<ReadonlySet<string>>;
  saveMember(listId: string, xUserId: string, at: Date): Promise<void>;
}

/** The table that a connector with an input reads, as it was when the run began. */
export interface Input {
  /** @throws AppError not_found */
  columns(): Promise<readonly Column[]>;
  /** Rows of a SELECT over the table `input`, as text, page by page in its own order. @throws AppError not_found */
  rows(sql: string): AsyncIterable<readonly (string | null)[]>;
}

/** How many messages of an account are known, from the newest back to X's id, or to the nth of a direction. */
export type CountMessages = (
  accountId: string,
  fromXId: string,
  nth?: { readonly direction: 'received' | 'sent'; readonly count: number },
) => Promise<number>;
