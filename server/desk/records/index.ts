import { forgetMerges } from '../../contacts/index.ts';
import type { Timers } from '../../base/index.ts';
import { addIdentifyConsumer } from './identify-consumer.ts';
import { addMacroRoutes, type MacroParts } from '../macros/routes.ts';
import { addQuickReplyRoutes } from '../replies/routes.ts';
import { addArticleRoutes } from './routes/articles.ts';
import { addAttributeRoutes } from './routes/attributes.ts';
import { addCaseRoutes, type NeedMember } from './routes/cases.ts';
import { addCompanyRoutes } from './routes/companies.ts';
import { addContactRoutes } from './routes/contacts.ts';
import { addImportRoutes } from './routes/import.ts';
import { addItemRecordRoutes } from './routes/item-record.ts';
import { addMergeRoutes } from './routes/merge.ts';
import { addTimelineRoutes } from './routes/timeline.ts';

export { identifyBeforeRouting } from './identify.ts';

const HOUR_MS = 3_600_000;

export interface RecordsOptions extends MacroParts {
  readonly timers: Timers;
  /** Whether somebody can own a case. */
  readonly isMember: NeedMember;
}

/** The business's own records, and who a customer is among them. */
export function addRecords(options: RecordsOptions): void {
  addContactRoutes(options);
  addMergeRoutes(options);
  addImportRoutes(options);
  addCompanyRoutes(options);
  addCaseRoutes(options);
  addAttributeRoutes(options);
  addTimelineRoutes(options);
  addItemRecordRoutes(options);
  addQuickReplyRoutes(options);
  addMacroRoutes(options);
  addArticleRoutes(options);
  addIdentifyConsumer(options.log);
  options.timers.sweeper({
    name: 'merges-forget',
    everyMs: HOUR_MS,
    run: () => forgetMerges(options.db, options.clock.now()),
  });
}
