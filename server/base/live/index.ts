export { createLiveHub, type LiveHub, type LiveStream } from './hub.ts';
export type { ToLive } from './tail.ts';
