import { createLiveHub, type LiveHub } from './base/index.ts';
import type { Parts } from './app-parts.ts';
import type { Config } from './config.ts';
import { toLive } from './desk/index.ts';
import { createHandles, type Handles } from './handles/index.ts';
import { createPeople, type People } from './people/index.ts';
import { addWebFiles } from './web-files.ts';

export interface ModulesOptions {
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly webDir: string | null;
  readonly alone: boolean;
}

/** Every module, built once. */
export interface Modules {
  readonly people: People;
  readonly handles: Handles;
  readonly live: LiveHub;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_MS = 60 * 60 * 1000;

/** Builds every module once and joins them. */
export async function buildModules(config: Config, parts: Parts, options: ModulesOptions): Promise<Modules> {
  const { db, bus, clock, log, http, timers, logger, metrics } = parts;
  const emit = log.append;
  const handles = createHandles({ clock, emit });
  const people = createPeople({
    db,
    clock,
    logger,
    emit,
    onWorkspaceCreated: (tx) => handles.ensureWorkspaceDefaults(tx),
    publicUrl: options.publicUrl,
    demo: options.demo,
    localXUrl: config.localXUrl,
    version: VERSION,
  });
  http.checkAccess = people.checkAccess;
  people.addRoutes(http);
  timers.sweeper({ name: 'people-forget', everyMs: HOUR_MS, run: () => people.forgetOld() });

  const live = createLiveHub({ db, bus, logger, metrics, toLive });

  if (options.webDir !== null) await addWebFiles(http, options.webDir);
  return {
    people,
    handles,
    live,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

const VERSION = '0.1.0';
