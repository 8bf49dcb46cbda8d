import type { MaskingCheck } from '../../contract/api/index.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const SEPARATOR = /[\s.\-\u2010-\u2015]/u;
const SEPARATORS = new RegExp(SEPARATOR.source, 'gu');
const CARD = { least: 13, most: 19 };
const IBAN = { least: 15, most: 34 };

/** No number that we check is longer, separators included. */
const LONGEST = 68;
const BEGINS = { luhn: /^[2-6２-６]/u, iban: /^[A-Za-z]{2}\d{2}/ };

/**
 * The parts of a find that pass its check. Numbers stand beside others ("order 12 4111 1111 …"), so every stretch of
 * whole groups is tried, longest first from each beginning.
 */
export function partsThatPass(text: string, found: Span, check: MaskingCheck): Span[] {
  if (check === 'none') return [found];
  const passes = check === 'luhn' ? isCard : isIban;
  const groups = groupsOf(text, found);
  const parts: Span[] = [];
  for (let first = 0; first < groups.length; ) {
    const start = groups[first]?.start ?? found.end;
    let last = first - 1;
    if (BEGINS[check].test(text.slice(start, start + 4))) {
      while (last + 1 < groups.length && (groups[last + 1]?.end ?? found.end) - start <= LONGEST) last += 1;
    }
    while (last >= first && !passes(plain(text.slice(start, groups[last]?.end)))) last -= 1;
    if (last < first) {
      first += 1;
      continue;
    }
    parts.push({ start, end: groups[last]?.end ?? found.end });
    first = last + 1;
  }
  return parts;
}

function groupsOf(text: string, { start, end }: Span): Span[] {
  const groups: Span[] = [];
  let from = -1;
  for (let at = start; at <= end; at += 1) {
    const inGroup = at < end && !SEPARATOR.test(text[at] ?? ' ');
    if (inGroup && from < 0) from = at;
    if (!inGroup && from >= 0) {
      groups.push({ start: from, end: at });
      from = -1;
    }
  }
  return groups;
}

/** Without separators, full-width digits as plain ones, upper case. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
}

/** Thirteen to nineteen digits that no card network refuses at a glance, and whose last digit fits the others (Luhn). */
export function isCard(digits: string): boolean {
  if (digits.length < CARD.least || digits.length > CARD.most || !/^[2-6]\d+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 13616: the first four characters at the end, letters as numbers from 10, the rest after division by 97 is 1. */
export function isIban(text: string): boolean {
  if (text.length < IBAN.least || text.length > IBAN.most || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text))
    return false;
  let rest = 0;
  for (const letter of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
