import type { SentAs } from '../../../contract/api/index.ts';
import type { Rendered } from './render.ts';

/** What X was sent, for people who want to know it to the letter. */
export function sentAs(rendered: Rendered): SentAs {
  const { via, text } = rendered;
  if (rendered.via === 'v2') return { via, text };
  const { quickReply, buttons } = rendered;
  return {
    via,
    text,
    ...(quickReply?.type === 'options' && { options: quickReply.options.map((option) => option.label) }),
    ...(quickReply?.type === 'location' && { asksLocation: true }),
    ...(buttons && { buttons: buttons.map(({ label, url }) => ({ label, url })) }),
  };
}
