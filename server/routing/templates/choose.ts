import type { WorkStreamSettings } from '../../../contract/api/distribution.ts';
import {
  type OfferScenario,
  standardTemplateSettings,
  type TemplateSettings,
} from '../../../contract/api/templates.ts';
import type { TemplateRecord } from './store.ts';

/** How a session came to an agent, as `session.how` says it, in the words of templates. */
export function scenarioOf(how: string): OfferScenario {
  switch (how) {
    case 'transferred':
      return 'transfer';
    case 'consulted':
      return 'consult';
    case 'assigned':
      return 'assigned';
    default:
      return 'incoming';
  }
}

/**
 * What an offer of this work stream follows: its template for the scenario, else the standard one. A template that is
 * gone is the standard one too: an offer must never fail for it.
 * @param known whether the customer is linked to a contact.
 */
export function chooseTemplate(
  templates: readonly TemplateRecord[],
  chosen: WorkStreamSettings['templates'],
  scenario: OfferScenario,
  known: boolean,
): TemplateSettings {
  const id =
    scenario === 'incoming' ? (known ? chosen.incomingKnown : chosen.incomingUnknown) : chosen[scenario];
  return templates.find((one) => one.id === id)?.settings ?? standardTemplateSettings;
}
