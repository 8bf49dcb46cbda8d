import type { RichContent } from '../../../contract/api/index.ts';
import { sortActions } from './actions.ts';
import { cardChoices, carouselText } from './kinds/carousel.ts';
import { fileBody, imageBody } from './kinds/file.ts';
import { listText } from './kinds/list.ts';
import { locationBody } from './kinds/location.ts';
import type { Choice, Plan } from './plan.ts';

/** A line of the text that begins with a number of its own. */
const NUMBERED_LINE = /^\s*\p{Nd}{1,2}[.)]\s/mu;

/** One plan for each type of message. @param hasFile a file of ours goes with it, so nothing has to link to it. */
export function planOf(rich: RichContent, hasFile: boolean): Plan<Choice> {
  const plan = bare(rich, hasFile);
  if (!NUMBERED_LINE.test(plan.body)) return plan;
  return { ...plan, choices: plan.choices.map((choice) => ({ ...choice, lettered: true })) };
}

function bare(rich: RichContent, hasFile: boolean): Plan<Choice> {
  switch (rich.type) {
    case 'text':
      return { body: rich.text.trim() === '' ? '' : rich.text, ...sortActions(rich.actions) };
    case 'image':
      return { body: imageBody(rich, hasFile), ...sortActions(rich.actions) };
    case 'file':
      return { body: fileBody(rich, hasFile), ...sortActions([]) };
    case 'location':
      return { body: locationBody(rich), ...sortActions([]) };
    case 'carousel':
      return { ...sortActions(cardChoices(rich.items)), body: carouselText(rich.items).trimEnd() };
    case 'list':
      return {
        ...sortActions([...cardChoices(rich.items), ...(rich.actions ?? [])]),
        body: listText(rich).trimEnd(),
      };
  }
}
