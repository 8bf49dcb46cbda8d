import { numberedText } from './numbered.ts';
import type { Option } from './options.ts';

/** What is to be said, whatever the way. */
export interface Saying {
  readonly text: string;
  readonly options: readonly Option[];
}

/** What the account's app can do. */
export interface Ability {
  /** X's v1.1 direct messages: quick replies and buttons. */
  readonly v1Dm: 'unknown' | 'enabled' | 'refused';
  readonly authKind: 'oauth1' | 'oauth2' | 'app';
}

export interface V1QuickReply {
  readonly type: 'options';
  readonly options: readonly {
    readonly label: string;
    readonly description?: string;
    readonly metadata: string;
  }[];
}

export type Rendered =
  | { readonly via: 'v1'; readonly text: string; readonly quickReply: V1QuickReply }
  | { readonly via: 'v2'; readonly text: string };

/**
 * Rich content as far as the account can carry it: v1.1 quick replies where the app has v1.1 direct messages and the
 * account signs with OAuth 1.0a, else text with numbered choices. `unknown` is tried: a refusal does nothing at X.
 */
export function render(saying: Saying, ability: Ability): Rendered {
  const rich = saying.options.length > 0 && ability.authKind === 'oauth1' && ability.v1Dm !== 'refused';
  if (!rich) return { via: 'v2', text: numberedText(saying.text, saying.options) };
  // X takes descriptions for all options or for none.
  const described = saying.options.every((option) => (option.description ?? '') !== '');
  const options = saying.options.map((option, index) => ({
    label: option.label.trim(),
    ...(described ? { description: (option.description ?? '').trim() } : {}),
    metadata: option.metadata ?? String(index + 1),
  }));
  return { via: 'v1', text: saying.text, quickReply: { type: 'options', options } };
}
