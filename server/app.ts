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
  /** How webhooks are delivered; tests hurry. */
  readonly webhookPace?: ModulesOptions['webhookPace'];
  readonly mostMessages?: ModulesOptions['mostMessages'];
  readonly reportKinds?: ModulesOptions['reportKinds'];
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
  let modules: Modules | undefined;
  try {
    const built = await buildModules(config, parts, {
      publicUrl: url,
      demo: options.demo ?? false,
      webDir: options.webDir ?? null,
      ...(options.inboundPace && { inboundPace: options.inboundPace }),
      ...(options.webhookPace && { webhookPace: options.webhookPace }),
      ...(options.mostMessages !== undefined && { mostMessages: options.mostMessages }),
      reportKinds: options.reportKinds,
    });
    modules = built;
    await built.start();
    await parts.start();
    await parts.http.app.listen({ port, host: config.host }).catch((error: unknown) => {
      throw listenProblem(error, config.host, port);
    });
    return {
      url,
      config,
      parts,
      modules: built,
      close: async () => {
        parts.drain();
        // Streams of live updates never end by themselves.
        built.live.close();
        await parts.http.app.close();
        await built.stop();
        await parts.close();
      },
    };
  } catch (error) {
    // What was started would keep the process alive, working on a closed database.
    modules?.live.close();
    await modules?.stop();
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

function listenProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const says = {
    EADDRINUSE: `Port ${port} at ${host} is used by another program; stop that one, or choose another with --port.`,
    EACCES: `This user may not listen on port ${port}; choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}; choose another with --host.`,
  }[String(code)];
  return says === undefined ? error : new Error(says);
}

function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
}
