import { addConversationRoutes } from './routes/conversations.ts';
import { addCustomerRoutes, type RefreshProfile } from './routes/customers.ts';
import { addDraftRoutes } from './routes/drafts.ts';
import { addInboxRoutes } from './routes/inbox.ts';
import { addLiveRoute, type Listen, type StillAllowed } from './routes/live.ts';
import { addMessageRoutes, type FindUndoSeconds } from './routes/messages.ts';
import { addMentionRoutes } from './routes/mentions.ts';
import { addReadingRoutes } from './routes/reading.ts';
import { addSearchRoutes } from './routes/search.ts';
import { addSearchConsumer } from './search-consumer.ts';
import type { OutboundDoor } from './outbound-door.ts';
import { addRecords, type RecordsOptions } from './records/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import type { RoutingDeps } from '../routing/index.ts';

export { withhold } from './withheld.ts';
export { type ClientFor, createRefreshProfile } from './refresh-profile.ts';
export { addConnect, connectByKeys, type ConnectDeps, removeHandle, renameHandle } from './connect/index.ts';
export { identifyBeforeRouting } from './records/index.ts';
export { toLive } from './live-events.ts';
export { guardConversations, maySee, onlySeen, seesAll, type Viewer } from './visibility/visibility.ts';
export type { NewAnswer, OutboundDoor, ThreadStatus } from './outbound-door.ts';

export interface DeskOptions extends Omit<RecordsOptions, 'isMember'> {
  readonly outbound: OutboundDoor;
  readonly routing: RoutingDeps;
  readonly refreshProfile: RefreshProfile;
  readonly stillAllowed: StillAllowed;
  readonly listen: Listen;
  readonly findUndoSeconds: FindUndoSeconds;
  readonly checkMayAnswer: (db: WorkspaceDb, conversationId: string, memberId: string) => Promise<void>;
}

/** The desk's routes and its search index. */
export function addDesk(options: DeskOptions): void {
  addInboxRoutes(options);
  addConversationRoutes(options);
  addReadingRoutes(options);
  addMentionRoutes(options);
  addMessageRoutes(options);
  addDraftRoutes(options);
  addCustomerRoutes(options);
  addRecords({ ...options, isMember: options.routing.isAgent });
  addSearchRoutes(options);
  addLiveRoute(options);
  addSearchConsumer(options.log);
}
