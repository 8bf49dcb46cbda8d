import { LiveStream, type LiveMessage } from './live-stream.ts';

export interface LiveConnection {
  retry: () => void;
  /** This tab leaves. */
  close: () => void;
  /** Everybody leaves: somebody signed out. */
  stop: () => void;
}

/** Joins the browser's stream of live events, by a shared worker where the browser has them. */
export function connectLive(memberId: string, tell: (message: LiveMessage) => void): LiveConnection {
  if (typeof SharedWorker === 'undefined') {
    const stream = new LiveStream('/api/live', tell);
    return { retry: () => stream.retry(), close: () => stream.close(), stop: () => stream.close() };
  }
  // Named for the person: after another sign-in, no tab hears the stream of the one before.
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: `rookery-live-${memberId}`,
  });
  const { port } = worker;
  port.onmessage = (message: MessageEvent<LiveMessage>) => tell(message.data);
  const leave = () => port.postMessage('bye');
  addEventListener('pagehide', leave);
  return {
    retry: () => port.postMessage('retry'),
    close: () => {
      removeEventListener('pagehide', leave);
      leave();
      port.close();
    },
    stop: () => {
      removeEventListener('pagehide', leave);
      port.postMessage('stop');
      leave();
      port.close();
    },
  };
}
