import type { RichContent } from '../../../contract/api/index.ts';
import { fits, quickReplyLabels } from './labels.ts';
import { metadataOf, numberedText } from './numbered.ts';
import { OPTION_LIMITS, type Option } from './options.ts';
import type { Line, Plan } from './plan.ts';
import { planOf } from './plan-message.ts';

/** What is to be said, whatever the way. */
export interface Saying {
  readonly text: string;
  readonly options: readonly Option[];
  /** A program's message with more than text: then it alone is said. */
  readonly rich?: RichContent | undefined;
  /** A file of ours goes with it. */
  readonly hasFile?: boolean;
}

/** What the account's app can do. */
export interface Ability {
  /** X's v1.1 direct messages: quick replies and buttons. */
  readonly v1Dm: 'unknown' | 'enabled' | 'refused';
  readonly authKind: 'oauth1' | 'oauth2' | 'app';
}

export type V1QuickReply =
  | {
      readonly type: 'options';
      readonly options: readonly {
        readonly label: string;
        readonly description?: string;
        readonly metadata: string;
      }[];
    }
  /** X shows its own button for the customer's place. */
  | { readonly type: 'location' };

export interface V1Button {
  readonly label: string;
  readonly url: string;
}

export type Rendered =
  | {
      readonly via: 'v1';
      readonly text: string;
      readonly quickReply?: V1QuickReply;
      readonly buttons?: readonly V1Button[];
    }
  | { readonly via: 'v2'; readonly text: string };

/** X's bound for buttons of v1.1. */
export const MOST_BUTTONS = 3;

/**
 * What X gets: v1.1 quick replies or buttons where the app has v1.1 direct messages and the account signs with
 * OAuth 1.0a, else text with numbered choices and links. `unknown` is tried: a refusal does nothing at X. X takes quick
 * replies or buttons, not both. What is chosen, in this order: choices, the request for a place, buttons; the rest goes
 * into the text.
 */
export function render(saying: Saying, ability: Ability): Rendered {
  const hasFile = saying.hasFile === true;
  const plan = saying.rich
    ? planOf(saying.rich, hasFile)
    : { body: saying.text, choices: saying.options, lines: [], requests: [] };
  const isRich = ability.authKind === 'oauth1' && ability.v1Dm !== 'refused';
  return (isRich && renderV1(plan, hasFile)) || { via: 'v2', text: plainText(plan) };
}

/** Everything as text. */
export function plainText({ body, choices, lines, requests }: Plan): string {
  return numberedText(textOf(body, lines, requests), choices);
}

/** Undefined where v1.1 has nothing to add. */
function renderV1(plan: Plan, hasFile: boolean): Rendered | undefined {
  if (plan.choices.length > OPTION_LIMITS.count) return undefined;
  if (plan.choices.length > 0) return withOptions(plan, hasFile);
  if (plan.requests.length > 0) return withLocationRequest(plan, hasFile);
  return withButtons(plan, hasFile);
}

function withOptions(plan: Plan, hasFile: boolean): Rendered {
  const { choices } = plan;
  const { labels, marked } = quickReplyLabels(choices);
  const text = textOf(plan.body, plan.lines, plan.requests);
  // X wants a text or a file: the choices themselves are better than nothing.
  const isSaid = marked || (text.trim() === '' && !hasFile);
  // X takes descriptions for all options or for none.
  const described = choices.every((option) => (option.description ?? '') !== '');
  const options = choices.map((option, index) => ({
    label: labels[index] ?? '',
    ...(described ? { description: (option.description ?? '').trim() } : {}),
    metadata: metadataOf(option, index),
  }));
  return {
    via: 'v1',
    text: isSaid ? numberedText(text, choices) : text,
    quickReply: { type: 'options', options },
  };
}

function withLocationRequest({ body, lines, requests }: Plan, hasFile: boolean): Rendered {
  const [asked = '', ...others] = requests;
  const text = textOf(body, lines, others);
  const isBlank = text.trim() === '' && !hasFile;
  return { via: 'v1', text: isBlank ? asked : text, quickReply: { type: 'location' } };
}

/** Buttons stand below something: without a text or a file the links are the text. */
function withButtons({ body, lines }: Plan, hasFile: boolean): Rendered | undefined {
  if (body.trim() === '' && !hasFile) return undefined;
  const able = lines.filter((line) => line.url !== null && isButtonUrl(line.url) && fits(line.label));
  const shown = new Set(able.slice(0, MOST_BUTTONS));
  if (shown.size === 0) return undefined;
  const rest = lines.filter((line) => !shown.has(line));
  const buttons = [...shown].map((line) => ({ label: line.label, url: line.url ?? '' }));
  return { via: 'v1', text: textOf(body, rest, []), buttons };
}

/** X's buttons open pages and nothing else. */
function isButtonUrl(url: string): boolean {
  return /^https?:\/\/[^\s/?#]+\S*$/i.test(url);
}

function textOf(body: string, lines: readonly Line[], requests: readonly string[]): string {
  const more = [lines.map((line) => line.text), requests.map(requestText)]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'));
  if (more.length === 0) return body;
  return [...(body.trim() === '' ? [] : [body.trimEnd()]), ...more].join('\n\n');
}

/** A request for the customer's place, where X shows no button for it. */
function requestText(words: string): string {
  return `${words}: please share your location here, with X’s own button for it.`;
}
