import type { RichAction } from '../../../contract/api/index.ts';
import type { Option } from './options.ts';

/** A choice that a program offers: what comes back when the customer takes it. */
export interface Choice extends Option {
  readonly kind: 'reply' | 'postback';
  readonly payload: string;
  readonly actionMetadata?: RichAction['metadata'];
}

/** Something to open or to read; `url` where it can be a button. */
export interface Line {
  readonly label: string;
  readonly url: string | null;
  /** As it stands in a text. */
  readonly text: string;
}

/** What is to be said, before anybody asks what the account can do. */
export interface Plan<C extends Option = Option> {
  /** What stands before everything else; may be empty. */
  readonly body: string;
  readonly choices: readonly C[];
  readonly lines: readonly Line[];
  /** The words of each request for the customer's location. */
  readonly requests: readonly string[];
}
