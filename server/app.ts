import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { openParts, type Parts, type PartsOptions } from './app-parts.ts';
import { buildModules, type Modules, type ModulesOptions } from './app-modules.ts';
import type { Config } from './config.ts';

export interface AppOptions extends PartsOptions {
  /** Where the built browser program is; null: none is served. */
  readonly webDir?: string | null;
  /** One-click sign-in for the people of a demo workspace, from this machine only. */
  readonly demo?: boolean;
  /** How often feeds are looked after; tests hurry. */
  readonly inboundPace?: ModulesOptions['inboundPace'];
}

/** The running product. */
export interface App {
  readonly url: string;
  readonly config: Config;
  readonly parts: Parts;
  readonly modules: Modules;
  /** Stops accepting, finishes or releases what is under way, closes the database. */
  close(): Promise<void>;
}

/** Starts the product: database, migrations, modules, then the listening socket. */
export async function startApp(config: Config, options: AppOptions = {}): Promise<App> {
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const url = config.publicUrl ?? `http://${shownHost(config.host)}:${port}`;
  const parts = await openParts(config, { ...options, https: url.startsWith('https:') });
  try {
    const modules = await buildModules(config, parts, {
      publicUrl: url,
      demo: options.demo ?? false,
      webDir: options.webDir ?? null,
      ...(options.inboundPace && { inboundPace: options.inboundPace }),
    });
    await modules.start();
    await parts.start();
    await parts.http.app.listen({ port, host: config.host });
    return {
      url,
      config,
      parts,
      modules,
      close: async () => {
        parts.drain();
        // Streams of live updates never end by themselves.
        modules.live.close();
        await parts.http.app.close();
        await modules.stop();
        await parts.close();
      },
    };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

/** A port that nobody listens on now. The public address must be known before the socket listens. */
async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
}
