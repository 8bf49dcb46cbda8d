import type { PrivacySetting } from '../../contract/api/notices.ts';
import { noticeErrors } from '../../contract/errors/notices.ts';
import { AppError, type WorkspaceTx } from '../base/index.ts';
import { askFromNow, askNoMore, logConsent } from './consent-store.ts';
import type { ItemFacts } from './facts-store.ts';
import { fillSlugs, findUnknownSlug, pickText } from './fill.ts';
import type { NoticeDeps } from './say.ts';
import { claimTrigger, readPrivacy } from './store.ts';

/** Where the public can read what a handle's business tells about privacy. */
export function privacyUrl(publicUrl: string, handleId: string): string {
  return new URL(`/privacy/${handleId}`, publicUrl).href;
}

/**
 * Tells the customer of a work item about privacy, once; or asks whether we may read along, as long as there is no
 * answer. It belongs to the service itself: a work stream without automatic messages tells it too. In a group nobody is
 * told or asked: one answer would not be everybody's.
 */
export async function tellPrivacy(deps: NoticeDeps, tx: WorkspaceTx, item: ItemFacts): Promise<void> {
  if (item.isGroup) return;
  const setting = await readPrivacy(tx, item.handleId);
  const isAsked = item.consent === 'waiting';
  if (setting.mode === 'off' || (setting.mode === 'ask' && !isAsked)) return;
  if (setting.mode === 'notice' && item.isAnswered) return;
  const picked = pickText(setting.texts, item.language, setting.defaultLanguage);
  if (!picked) return;
  const now = deps.clock.now();
  if (!(await claimTrigger(tx, item.id, 'privacy', now))) return;
  const { text, language } = picked;
  const link = privacyUrl(deps.publicUrl, item.handleId);
  const wording = fillSlugs(isAsked ? text.question : text.notice, { Link: link });
  const message = await deps.outbound.queueAutomatic(tx, {
    conversationId: item.conversationId,
    text: wording,
    key: `privacy:${item.id}`,
    // A question, not an advertisement: without it nobody could read what this customer writes.
    despiteOptOut: isAsked,
    ...(isAsked && { quickReplies: [{ label: text.yes }, { label: text.no }] }),
  });
  if (!message) return;
  const { customerId, handleId, conversationId } = item;
  const what = isAsked ? 'asked' : 'notice_sent';
  await logConsent(
    tx,
    { customerId, handleId, conversationId, what, wording, language, messageId: message.id },
    now,
  );
}

/** @throws AppError notice_language_missing, notice_slug_unknown */
export function checkPrivacy({ texts, defaultLanguage }: PrivacySetting): void {
  if (texts[defaultLanguage] === undefined) {
    throw new AppError(noticeErrors.notice_language_missing, { values: { language: defaultLanguage } });
  }
  for (const { notice, question } of Object.values(texts)) {
    const slug = findUnknownSlug(notice, ['Link']) ?? findUnknownSlug(question, ['Link']);
    if (slug) throw new AppError(noticeErrors.notice_slug_unknown, { values: { slug, slugs: '{Link}' } });
  }
}

/** What follows for a handle's threads when it begins to ask, or ceases to. */
export async function followPrivacyMode(
  tx: WorkspaceTx,
  handleId: string,
  before: unknown,
  after: unknown,
): Promise<void> {
  if (after === 'ask' && before !== 'ask') await askFromNow(tx, handleId);
  if (after !== 'ask' && before === 'ask') await askNoMore(tx, handleId);
}
