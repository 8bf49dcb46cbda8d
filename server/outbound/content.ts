import { isDeepStrictEqual } from 'node:util';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import type { EntryContent, ProgramNote, RichContent } from '../../contract/api/index.ts';
import { AppError } from '../base/index.ts';
import { mapRich, maskOutgoing, type MaskingRules } from '../masking/index.ts';
import { checkText } from './checks.ts';
import { LONGEST_TEXT, longestForm, type Option, storedChoices, wordsOf } from './render/index.ts';

/** What of a new message is said. */
export interface Said {
  readonly text: string;
  readonly mediaIds?: readonly string[];
  readonly quickReplies?: readonly Option[];
  readonly rich?: RichContent;
  readonly program?: ProgramNote;
}

/** A message as it is stored: what existing readers understand, and what a program wrote beside it. */
export interface Stored {
  readonly text: string;
  readonly content: EntryContent;
}

/** Text, choices, rich content and note of a new message, masked where the workspace says so. */
export function toStored(wanted: Said, rules: MaskingRules): Stored {
  const hide = (text: string) => maskOutgoing(rules, text);
  const hasFile = (wanted.mediaIds ?? []).length > 0;
  const rich = wanted.rich && mapRich(storable(wanted.rich), hide);
  const options = (wanted.quickReplies ?? []).map((option) => ({ ...option, label: hide(option.label) }));
  const quickReplies = rich ? storedChoices(rich) : options.map(storedOption);
  return {
    text: rich ? wordsOf(rich, hasFile) : hide(wanted.text).toWellFormed(),
    content: {
      ...(quickReplies.length > 0 && { quickReplies }),
      ...(rich && { rich }),
      ...(wanted.program && { program: storable(wanted.program) }),
    },
  };
}

/** A stored message that failed, with other words; a rich one without words of its own becomes a plain one. */
export function withText({ content }: Stored, text: string, hasFile: boolean): Stored {
  const { rich, sentAs: _, ...rest } = content;
  if (!rich) return { text, content };
  if (!('text' in rich) && rich.type !== 'image' && rich.type !== 'file') return { text, content: rest };
  const changed: RichContent = { ...rich, text };
  const quickReplies = storedChoices(changed);
  return {
    text: wordsOf(changed, hasFile),
    content: { ...rest, ...(quickReplies.length > 0 && { quickReplies }), rich: changed },
  };
}

/** @throws AppError when it says nothing, or more than X takes. */
export function checkStored({ text, content }: Stored, hasFile: boolean): void {
  const { rich, program } = content;
  if (!rich) return checkText(text, content.quickReplies ?? [], hasFile);
  if (text.trim() === '' && !hasFile) throw new AppError(outboundErrors.message_empty);
  const length = longestForm(rich);
  if (program?.silent || length <= LONGEST_TEXT) return;
  throw new AppError(outboundErrors.message_too_long, { values: { length, most: LONGEST_TEXT } });
}

/** Whether two stored messages say the same. */
export function saysSame(one: Stored, other: Stored): boolean {
  return one.text === other.text && isDeepStrictEqual(said(one.content), said(other.content));
}

function said({ quickReplies, rich, program }: EntryContent): unknown[] {
  return [quickReplies ?? [], rich, program];
}

function storedOption(option: Option): { label: string; description: string | null; metadata?: string } {
  const { label, description, metadata } = option;
  return { label: label.trim(), description: description ?? null, ...(metadata ? { metadata } : {}) };
}

/** Without what the database cannot hold: lone surrogates and NUL. */
function storable<T extends object>(value: T): T {
  const clean = (text: string) => text.toWellFormed().replaceAll('\u0000', '\ufffd');
  // The same shape: only characters in its strings change.
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? clean(part) : part,
  ) as T;
}
