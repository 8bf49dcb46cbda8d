import type { ProgramNote, RichContent } from '../../contract/api/index.ts';
import type { Option } from './render/index.ts';

export interface NewMessage {
  readonly conversationId: string;
  /** `system`: an automatic message; see automatic.ts. */
  readonly author:
    | { readonly kind: 'agent' | 'program'; readonly id: string }
    | { readonly kind: 'system'; readonly id: null };
  readonly text: string;
  readonly mediaIds?: readonly string[];
  readonly quickReplies?: readonly Option[];
  /**
   * A program's message with more than text: `text` and `quickReplies` are then made from it. What is longer than X takes
   * is refused: see splitRich.
   */
  readonly rich?: RichContent;
  /** What the program says beside it. `silent`: it is kept and shown, and sent to nobody. */
  readonly program?: ProgramNote;
  /** The same key gives the same message; with other content it is refused. */
  readonly idempotencyKey?: string;
  /** Not sent for so long: until then it can be taken back. */
  readonly undoMs?: number;
  /**
   * Nobody asked for it: whoever opted out does not get it. `unless_asked`: it may be an answer, and is one while the
   * customer has the last word.
   */
  readonly proactive?: 'always' | 'unless_asked';
  /** People leave first. Default: by the author. */
  readonly priority?: 'person' | 'program';
}
