import type { RichContent } from '../../../../contract/api/index.ts';
import { carouselText } from './carousel.ts';

/** A list that goes out whole reads as a carousel does; as a rule `splitRich` makes messages of its rows. */
export function listText(list: Extract<RichContent, { type: 'list' }>): string {
  return carouselText(list.items);
}
