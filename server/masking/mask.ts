import type { Entry, EntryContent, MaskedText } from '../../contract/api/index.ts';
import { findHits, type Hit, replaceHits } from './apply.ts';
import { mapRich } from './rich.ts';
import type { MaskingRules } from './rules.ts';

/** What the list shows of a message, in characters. */
const PREVIEW_LENGTH = 140;

/** Who wrote it: `out` is what the business wrote; notes are about the customer and count as theirs. */
export type Written = 'in' | 'out' | 'none';

/** A text as colleagues and programs read it. What the business wrote went out as it is, so it is shown so. */
export function mask(rules: MaskingRules, text: string, written: Written = 'in'): string {
  const hits = readingHits(rules, text, written);
  return hits.length === 0 ? text : replaceHits(text, hits);
}

/** The newest message in one line, cut after masking: a number that the cut would halve is hidden as a whole. */
export function maskPreview(rules: MaskingRules, preview: string, written: Written): string {
  const line = mask(rules, preview, written);
  return line.length > PREVIEW_LENGTH ? `${line.slice(0, PREVIEW_LENGTH - 1).toWellFormed()}…` : line;
}

/** An entry as colleagues and programs read it; `masked` says whether anything is hidden. */
export function maskEntry(rules: MaskingRules, entry: Omit<Entry, 'masked'>): Entry {
  const { text, content, direction } = entry;
  const hits = readingHits(rules, text, direction);
  const hidden = maskContent(rules, content, direction, hits);
  const media = entry.media.map((file) =>
    file.altText === null ? file : { ...file, altText: mask(rules, file.altText, direction) },
  );
  const masked =
    hits.length > 0 ||
    hidden !== content ||
    media.some((file, at) => file.altText !== entry.media[at]?.altText);
  if (!masked) return { ...entry, masked };
  return { ...entry, text: replaceHits(text, hits), content: hidden, media, masked };
}

/** What colleagues write, as the customer gets it. */
export function maskOutgoing(rules: MaskingRules, text: string): string {
  if (!rules.switches.agents) return text;
  return replaceHits(text, findHits(rules.out, text));
}

/** A text by the rules of a direction, whatever the switches say, with what was found. */
export function showMasking(rules: MaskingRules, text: string, direction: 'in' | 'out'): MaskedText {
  return maskedText(text, findHits(rules[direction], text), (hit) => hit.rule.id);
}

/** The hits as the contract words them. */
export function maskedText<H extends Hit>(
  text: string,
  hits: readonly H[],
  idOf: (hit: H) => string | null,
): MaskedText {
  return {
    text: replaceHits(text, hits),
    hits: hits.map((hit) => ({ ruleId: idOf(hit), ruleName: hit.rule.name, start: hit.start, end: hit.end })),
  };
}

function readingHits(rules: MaskingRules, text: string, written: Written): Hit[] {
  return rules.switches.customers && written !== 'out' ? findHits(rules.in, text) : [];
}

/** The same object when nothing in it is hidden. */
function maskContent(
  rules: MaskingRules,
  content: EntryContent,
  written: Written,
  hits: readonly Hit[],
): EntryContent {
  if (!rules.switches.customers || written === 'out') return content;
  const plain = (text: string): boolean => mask(rules, text, written) === text;
  const shown: EntryContent = { ...content };
  let changed = false;
  if (content.entities) {
    const entities = content.entities.flatMap((entity) => {
      const leaks = [entity.href, entity.display].some((part) => part !== null && !plain(part));
      const place = leaks ? undefined : placeAfter(entity, hits);
      return place ? [{ ...entity, ...place }] : [];
    });
    changed = entities.length !== content.entities.length || hits.length > 0;
    shown.entities = entities;
  }
  const { location, quickReplyAnswer, quickReplies, ctas, system } = content;
  if (location?.name && !plain(location.name)) {
    shown.location = { ...location, name: mask(rules, location.name, written) };
    changed = true;
  }
  // What a program's own choice stands for is the business's words, which programs need as they are.
  if (quickReplyAnswer?.metadata && !quickReplyAnswer.kind && !plain(quickReplyAnswer.metadata)) {
    shown.quickReplyAnswer = {
      ...quickReplyAnswer,
      metadata: mask(rules, quickReplyAnswer.metadata, written),
    };
    changed = true;
  }
  if (content.rich) {
    let hides = false;
    shown.rich = mapRich(content.rich, (text) => {
      const line = mask(rules, text, written);
      hides ||= line !== text;
      return line;
    });
    changed ||= hides;
  }
  if (
    quickReplies?.some(
      ({ label, description }) => !plain(label) || (description !== null && !plain(description)),
    )
  ) {
    shown.quickReplies = quickReplies.map(({ label, description, ...choice }) => ({
      ...choice,
      label: mask(rules, label, written),
      description: description === null ? null : mask(rules, description, written),
    }));
    changed = true;
  }
  if (ctas?.some(({ label, url }) => !plain(label) || !plain(url))) {
    shown.ctas = ctas.map(({ label, url }) => ({
      label: mask(rules, label, written),
      url: mask(rules, url, written),
    }));
    changed = true;
  }
  if (system && Object.values(system.facts).some((fact) => fact !== null && !plain(fact))) {
    const facts = Object.entries(system.facts).map(([name, fact]) => [
      name,
      fact === null ? null : mask(rules, fact, written),
    ]);
    shown.system = { what: system.what, facts: Object.fromEntries(facts) };
    changed = true;
  }
  return changed ? shown : content;
}

/** Where a link stands once the hits are replaced; nothing when one of them covers a part of it. */
function placeAfter(
  { start, end }: { readonly start: number; readonly end: number },
  hits: readonly Hit[],
): { start: number; end: number } | undefined {
  let moved = 0;
  for (const hit of hits) {
    if (hit.start < end && start < hit.end) return undefined;
    if (hit.end <= start) moved += hit.shown.length - (hit.end - hit.start);
  }
  return { start: start + moved, end: end + moved };
}
