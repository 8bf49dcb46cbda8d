import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './world.ts';

export interface Heard {
  /** The path under which it was told. */
  readonly at: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Answer;
}

export interface Receiver {
  readonly heard: readonly Heard[];
  urlOf(name: string): string;
  /** Events of version 2 of a type that were told at a place. */
  events(at: string, type: string): Answer[];
  /** Bodies of version 1.1 of a trigger that were told at a place. */
  bodies(at: string, trigger: string): Answer[];
  close(): Promise<void>;
}

/** Takes whatever webhooks tell, each at its own path. */
export async function openReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Answer;
      heard.push({ at: (request.url ?? '').slice(1), headers: request.headers, body });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = (name: string) => heard.filter((one) => one.at === name).map((one) => one.body);
  return {
    heard,
    urlOf: (name) => `http://127.0.0.1:${port}/${name}`,
    events: (name, type) =>
      at(name).flatMap((one) => (one['events']?.[0]?.['type'] === type ? [one['events'][0]] : [])),
    bodies: (name, trigger) => at(name).filter((one) => one['trigger'] === trigger),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
