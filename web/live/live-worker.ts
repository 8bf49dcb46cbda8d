import { LiveStream } from './live-stream.ts';

/**
 * One stream for all tabs of a browser: browsers allow six connections to a server without HTTP/2,
 * so that a stream for each tab would block the seventh tab.
 */
interface WorkerScope {
  onconnect: ((event: MessageEvent) => void) | null;
  name: string;
}

// The worker's own global scope; its type is in no library that the pages' types can stand beside.
const scope = globalThis as unknown as WorkerScope;
const ports = new Set<MessagePort>();
let stream: LiveStream | undefined;

scope.onconnect = (event) => {
  const [port] = event.ports;
  if (!port) return;
  ports.add(port);
  port.onmessage = (message: MessageEvent<'bye' | 'retry' | 'stop'>) => {
    if (message.data === 'retry') stream?.retry();
    if (message.data === 'bye') ports.delete(port);
    if (message.data === 'stop' || ports.size === 0) {
      stream?.close();
      stream = undefined;
    }
  };
  if (!stream) {
    stream = new LiveStream('/api/live', (tell) => {
      for (const each of ports) each.postMessage(tell);
    });
  } else if (stream.isOpen) {
    port.postMessage({ type: 'open', fresh: false });
  }
};
