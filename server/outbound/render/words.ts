import type { EntryContent, RichContent } from '../../../contract/api/index.ts';
import { carouselText } from './kinds/carousel.ts';
import { locationText } from './kinds/location.ts';
import { planOf } from './plan-message.ts';
import { plainText } from './render.ts';

/**
 * The text that a message without one of its own has for programs: a carousel's or a list's cards, a place's link, each
 * to the letter as clients know it. Undefined where the message has its own.
 */
export function fallbackText(rich: RichContent): string | undefined {
  if (rich.type === 'carousel' || rich.type === 'list') return carouselText(rich.items);
  return rich.type === 'location' ? locationText(rich) : undefined;
}

/** What lists, search and transcripts show of a message: its words, or its actions where it has none. */
export function wordsOf(rich: RichContent, hasFile: boolean): string {
  const plan = planOf(rich, hasFile);
  return plan.body === '' ? plainText(plan) : plan.body;
}

type StoredChoice = NonNullable<EntryContent['quickReplies']>[number];

/** The choices of a message as they are stored, so that an answer finds what it stands for. */
export function storedChoices(rich: RichContent): StoredChoice[] {
  return planOf(rich, true).choices.map(({ label, metadata, lettered, kind, payload, actionMetadata }) => ({
    label,
    description: null,
    ...(metadata ? { metadata } : {}),
    ...(lettered && { lettered }),
    kind,
    payload,
    ...(actionMetadata && { actionMetadata }),
  }));
}
