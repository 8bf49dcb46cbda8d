export {
  ensureFeed,
  type FeedHealth,
  type FeedRecord,
  findFeed,
  listFeeds,
  markGap,
  setHealth,
  setSubscribed,
} from './feeds/store.ts';
export { createHandles, type HandleChange, type Handles } from './handles.ts';
export { presentHandles } from './present.ts';
export { findHandle, type HandleId, type HandleRecord, listHandles } from './store.ts';
export {
  findWorkStream,
  getDefaultWorkStream,
  listQueues,
  listWorkStreams,
  type QueueRecord,
  type WorkStreamRecord,
} from './work-streams/store.ts';
export {
  deleteLink,
  findLinkOf,
  insertLink,
  type LinkRecord,
  listLinks,
  MOST_LINKS,
} from './links/store.ts';
export { createHeard, type Heard } from './feeds/heard.ts';
