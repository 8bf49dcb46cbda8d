import type { RichAction } from '../../../contract/api/index.ts';

/** What a text in shorthand means. */
export interface Shorthand {
  readonly text: string;
  readonly actions: readonly RichAction[];
  readonly imageUrl: string | null;
}

const MARK = /([%$!])\[([^\]\n]{0,128})\]\(([^)\s]{1,2048})\)/g;

/**
 * Reads the shorthand of business messages: `%[Label](https://…)` a link, `%[Label](reply:WORD)` and
 * `%[Label](postback:WORD)` choices, `%[Label](location)` a request for the place, `$[Label](25.00)` something to buy,
 * `![](https://…)` a picture. What only looks like it stays text.
 */
export function readShorthand(text: string): Shorthand {
  const actions: RichAction[] = [];
  let imageUrl: string | null = null;
  const rest = text.replace(MARK, (whole: string, sign: string, label: string, target: string) => {
    if (sign === '!') {
      if (imageUrl !== null || !/^https?:\/\//i.test(target)) return whole;
      imageUrl = target;
      return '';
    }
    const action = label === '' ? undefined : actionOf(sign, label, target);
    if (!action) return whole;
    actions.push(action);
    return '';
  });
  const changed = actions.length > 0 || imageUrl !== null;
  return { text: changed ? rest.replace(/[ \t]+\n/g, '\n').trim() : text, actions, imageUrl };
}

function actionOf(sign: string, text: string, target: string): RichAction | undefined {
  if (sign === '$') {
    const amount = Math.round(Number(target) * 100);
    return Number.isFinite(amount) && amount > 0 ? { type: 'buy', text, amount, currency: 'usd' } : undefined;
  }
  if (/^https?:\/\//i.test(target)) return { type: 'link', text, uri: target };
  if (target === 'location') return { type: 'locationRequest', text };
  const [, kind, payload] = /^(reply|postback):(.+)$/.exec(target) ?? [];
  if (payload === undefined) return undefined;
  return kind === 'reply' ? { type: 'reply', text, payload } : { type: 'postback', text, payload };
}
