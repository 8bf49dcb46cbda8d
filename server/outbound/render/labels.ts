import { folded, LINK_IN_LABEL, marksOf, type Option, OPTION_LIMITS } from './options.ts';

/**
 * Labels as X takes them for quick replies. Where one is too long, holds a link, or is there twice, all of them begin
 * with their mark and the text says them in full beside it: then `marked` is true.
 */
export function quickReplyLabels(options: readonly Option[]): { labels: string[]; marked: boolean } {
  const labels = options.map((option) => option.label.trim());
  const distinct = new Set(labels.map(folded));
  if (distinct.size === labels.length && labels.every(fits)) return { labels, marked: false };
  const marks = marksOf(options);
  return { labels: labels.map((label, index) => markedLabel(marks[index] ?? '', label)), marked: true };
}

/** Whether X takes it as the label of a quick reply or of a button. */
export function fits(label: string): boolean {
  return label.trim() !== '' && lengthOf(label) <= OPTION_LIMITS.label && !LINK_IN_LABEL.test(label);
}

/** As X counts: code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

function markedLabel(mark: string, label: string): string {
  const link = LINK_IN_LABEL.exec(label);
  const plain = (link ? label.slice(0, link.index) : label).trim();
  if (plain === '') return mark;
  const whole = `${mark}. ${plain}`;
  if (lengthOf(whole) <= OPTION_LIMITS.label && !link) return whole;
  const shown = Array.from(whole).slice(0, OPTION_LIMITS.label - 1);
  return `${shown.join('').trimEnd()}…`;
}
