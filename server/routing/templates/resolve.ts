import { standardWorkStreamSettings } from '../../../contract/api/distribution.ts';
import type { Offer } from '../../../contract/api/presence.ts';
import type { TemplateField, TemplateSettings, TemplateSlug } from '../../../contract/api/templates.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { mask, type MaskingRules, readMaskingRules } from '../../masking/index.ts';
import { chooseTemplate, scenarioOf } from './choose.ts';
import { findOfferRecord, listOfferRecords, type OfferRecord } from './offer-store.ts';
import { listTemplates } from './store.ts';

/** The offers that stand for an agent, oldest first, as their cards show them. */
export async function resolveOffers(db: WorkspaceDb, memberId: string, now: Date): Promise<Offer[]> {
  const records = await listOfferRecords(db, memberId);
  if (records.length === 0) return [];
  const [templates, rules] = [await listTemplates(db), await readMaskingRules(db)];
  return records.map((record) => resolve(masked(rules, record), chosenFor(record, templates), now));
}

/** The offer of a session; undefined once it is answered, ran out or was taken back. */
export async function resolveOffer(
  db: WorkspaceDb,
  sessionId: string,
  now: Date,
): Promise<Offer | undefined> {
  const record = await findOfferRecord(db, sessionId);
  if (!record) return undefined;
  const rules = await readMaskingRules(db);
  return resolve(masked(rules, record), chosenFor(record, await listTemplates(db)), now);
}

/** What agents are not to read, they do not read on a card either. */
function masked(rules: MaskingRules, record: OfferRecord): OfferRecord {
  return { ...record, text: record.text && mask(rules, record.text, 'in') };
}

type Templates = Parameters<typeof chooseTemplate>[0];

function chosenFor(record: OfferRecord, templates: Templates): TemplateSettings {
  const chosen = { ...standardWorkStreamSettings.templates, ...record.templates };
  return chooseTemplate(templates, chosen, scenarioOf(record.how), record.contactName !== null);
}

/** Fills a template's fields; those that have nothing to show are left out. */
export function resolve(record: OfferRecord, template: TemplateSettings, now: Date): Offer {
  return {
    sessionId: record.sessionId,
    conversationId: record.conversationId,
    workItemId: record.workItemId,
    number: record.number,
    scenario: scenarioOf(record.how),
    title: nameOf(record),
    fields: template.fields.flatMap((field) => {
      const value = valueOf(field, record, now);
      if (value === null || value === '') return [];
      const since = field.slug === 'waiting_time' ? { since: record.waitingSince.toISOString() } : {};
      return [{ heading: field.heading, value, ...since }];
    }),
    queueName: record.queueName,
    byMemberId: record.byMemberId,
    offeredAt: record.offeredAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
    // What this offer was given, whatever the template says by now.
    countdownSeconds: Math.max(
      1,
      Math.round((record.expiresAt.getTime() - record.offeredAt.getTime()) / 1_000),
    ),
    showCountdown: template.showCountdown,
    // What one has already cannot be accepted.
    acceptText: template.autoAssign && template.acceptText === STANDARD_WORD ? 'Open' : template.acceptText,
    declineText: template.canDecline && !template.autoAssign ? template.declineText : null,
    desktop: template.desktop,
    sound: template.sound,
    soundLoops: template.soundLoops,
  };
}

const nameOf = (record: OfferRecord): string =>
  record.groupTitle ??
  (record.customerName?.trim() ||
    (record.customerUsername ? `@${record.customerUsername}` : `Visitor ${record.number}`));

const STANDARD_WORD = 'Accept';
const CONTEXT = 'context:';

function valueOf({ slug }: TemplateField, record: OfferRecord, now: Date): string | null {
  if (slug.startsWith(CONTEXT)) {
    const value = record.context[slug.slice(CONTEXT.length)];
    return value === undefined ? null : String(value);
  }
  // What one person is does not stand for a group.
  const isGroup = record.groupTitle !== null;
  // The schema lets only the slugs pass.
  switch (slug as TemplateSlug) {
    case 'customer_name':
      return nameOf(record);
    case 'customer_username':
      return isGroup ? null : record.customerUsername && `@${record.customerUsername}`;
    case 'followers':
      return isGroup || record.followers === null ? null : record.followers.toLocaleString('en');
    case 'known':
      return isGroup ? `Group of ${record.groupMembers ?? 0}` : (record.contactName ?? 'Visitor');
    case 'handle':
      return record.handleName;
    case 'queue':
      return record.queueName;
    case 'first_line':
      return firstLine(record.text ?? '');
    case 'waiting_time':
      return waitingTime(now.getTime() - record.waitingSince.getTime());
    case 'case_title':
      return record.caseTitle;
    case 'case_number':
      return record.caseNumber;
    case 'language':
      return languageName(record.language);
  }
}

const LONGEST_LINE = 160;

/** The first line that says something, cut between characters. */
export function firstLine(text: string): string {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const letters = Array.from(line.trim());
  return letters.length <= LONGEST_LINE
    ? letters.join('')
    : `${letters.slice(0, LONGEST_LINE - 1).join('')}…`;
}

/** As people say it: seconds, minutes, hours and minutes, days. */
export function waitingTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    // A handle's language may be written in a way that is no BCP 47 tag.
    return code;
  }
}
