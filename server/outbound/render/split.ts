import type { CardAction, RichAction, RichContent, RichItem } from '../../../contract/api/index.ts';
import { isChoiceAction } from './actions.ts';
import { lengthOf } from './labels.ts';
import { cardChoices } from './kinds/carousel.ts';
import { planOf } from './plan-message.ts';
import { plainText } from './render.ts';

/** X's limit for the text of a direct message (v1.1 documents it, v2 does not state one). */
export const LONGEST_TEXT = 10_000;

type TextMessage = Extract<RichContent, { type: 'text' }>;

/**
 * The messages that one becomes, in the order in which they are sent: a list is one for each row, then one with its own
 * actions and the choices of the rows, since a customer can only take a choice of the newest; what is longer than X
 * takes, with everything in the text, is cut between its parts. Nothing is lost.
 */
export function splitRich(rich: RichContent): RichContent[] {
  if (rich.type === 'list') return splitRows(rich.items, rich.actions ?? []);
  if (isShort(rich)) return [rich];
  if (rich.type === 'carousel') return splitRows(rich.items, []);
  if (rich.type !== 'text' && rich.type !== 'image') return [rich];
  const { actions = [], ...head } = rich;
  const isEmpty = head.type === 'text' && head.text.trim() === '';
  return [...(isEmpty ? [] : [head]), ...packActions(actions)];
}

/** Whether X takes it in one message, however little the account can do. */
export function isShort(rich: RichContent): boolean {
  return longestForm(rich) <= LONGEST_TEXT;
}

/** Characters of a message that goes out as text altogether. */
export function longestForm(rich: RichContent): number {
  return lengthOf(plainText(planOf(rich, false)));
}

function splitRows(items: readonly RichItem[], actions: readonly CardAction[]): RichContent[] {
  const [only] = items;
  if (only && items.length === 1) return splitRich(rowMessage(only, [...only.actions, ...actions]));
  const rows = items.flatMap((item) =>
    splitRich(
      rowMessage(
        item,
        item.actions.filter((action) => !isChoiceAction(action)),
      ),
    ),
  );
  return [...rows, ...packActions([...actions, ...cardChoices(items)])];
}

function rowMessage({ title, description, ...item }: RichItem, actions: readonly CardAction[]): RichContent {
  const text = description ? `${title}\n${description}` : title;
  const more = actions.length > 0 ? { actions: [...actions] } : {};
  const { mediaUrl, mediaType, altText } = item;
  if (mediaUrl === undefined) return { type: 'text', text, ...more };
  return {
    type: 'image',
    mediaUrl,
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(altText === undefined ? {} : { altText }),
    text,
    ...more,
  };
}

/** Messages of actions alone, as few as hold them: links first, the choices together in the last one. */
function packActions(actions: readonly RichAction[]): RichContent[] {
  const messages: TextMessage[] = [];
  let held: RichAction[] = [];
  const links = actions.filter((action) => !isChoiceAction(action));
  for (const action of links) {
    if (held.length > 0 && !isShort(messageOf([...held, action]))) {
      messages.push(messageOf(held));
      held = [];
    }
    held.push(action);
  }
  const choices = actions.filter(isChoiceAction);
  if (choices.length > 0 && held.length > 0 && !isShort(messageOf([...held, ...choices]))) {
    messages.push(messageOf(held));
    held = [];
  }
  const last = [...held, ...choices];
  return last.length > 0 ? [...messages, messageOf(last)] : messages;
}

function messageOf(actions: RichAction[]): TextMessage {
  return { type: 'text', text: '', actions };
}
