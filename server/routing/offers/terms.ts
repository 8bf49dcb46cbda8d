import type { OfferScenario, TemplateSettings } from '../../../contract/api/templates.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { settingsOf } from '../items/consequences.ts';
import type { Setup } from '../setup/types.ts';
import { chooseTemplate } from '../templates/choose.ts';
import { listTemplates } from '../templates/store.ts';
import type { WorkItem } from '../types.ts';
import { listKnownCustomers } from './known-store.ts';

type Asked = Pick<WorkItem, 'workStreamId' | 'customerId'>;

/** How agents are asked for an item: what its template says. */
export type TermsOf = (item: Asked, scenario: OfferScenario) => TemplateSettings;

/** The templates, and who is known of the customers, read once for many items. */
export async function readTerms(db: WorkspaceDb, setup: Setup, items: readonly Asked[]): Promise<TermsOf> {
  const templates = await listTemplates(db);
  const ids = items.map((item) => item.customerId);
  // Without templates of the workspace's own all customers are asked for alike.
  const known = templates.length === 0 ? new Set<string>() : await listKnownCustomers(db, ids);
  return (item, scenario) =>
    chooseTemplate(templates, settingsOf(setup, item).templates, scenario, known.has(item.customerId));
}

/** When an offer of this item, made now, runs out. */
export async function offerEnd(
  db: WorkspaceDb,
  setup: Setup,
  item: Asked,
  scenario: OfferScenario,
  now: Date,
): Promise<Date> {
  const termsOf = await readTerms(db, setup, [item]);
  return new Date(now.getTime() + termsOf(item, scenario).countdownSeconds * 1000);
}
