import type { RichAction } from '../../../contract/api/index.ts';
import { OPTION_LIMITS } from './options.ts';
import type { Choice, Line, Plan } from './plan.ts';

type LineAction = Extract<RichAction, { type: 'link' | 'webview' | 'buy' }>;
type ChoiceAction = Extract<RichAction, { type: 'reply' | 'postback' }>;

export function isLineAction(action: RichAction): action is LineAction {
  return action.type === 'link' || action.type === 'webview' || action.type === 'buy';
}

export function isChoiceAction(action: RichAction): action is ChoiceAction {
  return action.type === 'reply' || action.type === 'postback';
}

/** A message's actions by what becomes of them, each kind in the order given. */
export function sortActions(actions: readonly RichAction[] = []): Omit<Plan<Choice>, 'body'> {
  return {
    choices: choicesOf(actions.filter(isChoiceAction)),
    lines: actions.filter(isLineAction).map(lineOf),
    requests: actions.flatMap((action) => (action.type === 'locationRequest' ? [oneLine(action.text)] : [])),
  };
}

/** `text: uri`. X has no view of its own for pages: the fallback is opened. It has no payments: the price is said. */
export function lineOf(action: LineAction): Line {
  const label = oneLine(action.text);
  if (action.type === 'buy') {
    return { label, url: null, text: `${label}: ${priceOf(action.amount, action.currency)}` };
  }
  const url = action.type === 'webview' ? action.fallback : action.uri;
  return { label, url, text: `${label}: ${url}` };
}

/** An amount in the currency's smallest unit as people write it; yen have none, dinars have three digits. */
function priceOf(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits).replaceAll('\u00a0', ' ');
}

/** Choices with words that X brings back, each of them once: the payload itself where X can carry it. */
function choicesOf(actions: readonly ChoiceAction[]): Choice[] {
  const taken = new Set(actions.map((action) => action.payload));
  const seen = new Set<string>();
  return actions.map((action, index) => {
    const { type: kind, payload, metadata: actionMetadata } = action;
    const metadata = isCarried(payload) && !seen.has(payload) ? payload : freeWord(index, taken);
    seen.add(payload);
    return {
      label: oneLine(action.text),
      description: null,
      metadata,
      kind,
      payload,
      ...(actionMetadata && { actionMetadata }),
    };
  });
}

/** X and we take blanks off the ends. */
function isCarried(payload: string): boolean {
  return payload.length <= OPTION_LIMITS.metadata && payload === payload.trim();
}

function freeWord(index: number, taken: ReadonlySet<string>): string {
  let word = `#${index + 1}`;
  while (taken.has(word)) word = `#${word}`;
  return word;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
