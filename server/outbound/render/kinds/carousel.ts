import type { CardAction, RichItem } from '../../../../contract/api/index.ts';
import { isChoiceAction, isLineAction, lineOf } from '../actions.ts';

/** Longest label of an action in the contract. */
const LONGEST_LABEL = 128;

/**
 * Cards as text, for a channel that has none: `1. Title`, the description, a line for each link, and an empty line
 * between cards. A card without links keeps the end of the line that they would stand on, as clients know it.
 */
export function carouselText(items: readonly RichItem[]): string {
  return items.map((item, index) => `${index + 1}. ${cardText(item)}`).join('\n\n');
}

function cardText(item: RichItem): string {
  const description = item.description ? [item.description] : [];
  const links = item.actions.filter(isLineAction).map((action) => lineOf(action).text);
  return [item.title, ...description, links.join('\n')].join('\n');
}

/** The choices that the text leaves out, named by their cards: "Order: Tacos". */
export function cardChoices(items: readonly RichItem[]): CardAction[] {
  return items.flatMap((item) =>
    item.actions.filter(isChoiceAction).map((action) => ({
      ...action,
      text: shortened(items.length > 1 ? `${action.text.trim()}: ${item.title.trim()}` : action.text),
    })),
  );
}

function shortened(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1).toWellFormed()}…`;
}
