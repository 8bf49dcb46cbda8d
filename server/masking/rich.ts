import type { RichAction, RichContent, RichItem } from '../../contract/api/index.ts';

type Hide = (text: string) => string;

/**
 * A rich message with what people read in it put through `hide`: words, labels, and the addresses that stand in a text
 * beside them. What only programs see, payloads and metadata, and where pictures lie, stays.
 */
export function mapRich<R extends RichContent>(rich: R, hide: Hide): R {
  const shown: RichContent = { ...rich };
  if ('text' in shown && shown.text !== undefined) shown.text = hide(shown.text);
  if ('altText' in shown && shown.altText !== undefined) shown.altText = hide(shown.altText);
  if ('items' in shown) shown.items = shown.items.map((item) => mapItem(item, hide));
  if (shown.type === 'list') {
    if (shown.actions) shown.actions = shown.actions.map((action) => mapAction(action, hide));
  } else if ('actions' in shown && shown.actions) {
    shown.actions = shown.actions.map((action) => mapAction(action, hide));
  }
  if (shown.type === 'location' && shown.location) {
    const { name, address } = shown.location;
    shown.location = {
      ...(address !== undefined && { address: hide(address) }),
      ...(name !== undefined && { name: hide(name) }),
    };
  }
  // The same type of message, with other words.
  return shown as R;
}

function mapItem(item: RichItem, hide: Hide): RichItem {
  return {
    ...item,
    title: hide(item.title),
    ...(item.description !== undefined && { description: hide(item.description) }),
    ...(item.altText !== undefined && { altText: hide(item.altText) }),
    actions: item.actions.map((action) => mapAction(action, hide)),
  };
}

function mapAction<A extends RichAction>(action: A, hide: Hide): A {
  return {
    ...action,
    text: hide(action.text),
    ...('uri' in action && { uri: hide(action.uri) }),
    ...('fallback' in action && { fallback: hide(action.fallback) }),
  };
}
