import type { FastifyRequest } from 'fastify';
import { type Caller, type SignedApp, createAuthenticator } from './core/auth.ts';
import { type VirtualClock, createClock } from './core/clock.ts';
import { type EventBus, createEventBus } from './core/events.ts';
import { createJournal, noJournal } from './core/journal.ts';
import { keepOffset, readKeptOffset } from './core/kept-time.ts';
import { type Limits, createLimits } from './core/limits.ts';
import { type RequestLog, createRequestLog } from './core/request-log.ts';
import { type Snowflakes, createSnowflakes } from './core/snowflake.ts';
import { type SimState, createState } from './core/state.ts';
import { type Store, type StoreDump, createStore } from './core/store.ts';
import { type Money, createMoney } from './money/index.ts';

/** The running simulator as its areas see it. */
export interface Sim extends SimState {
  clock: VirtualClock;
  ids: Snowflakes;
  events: EventBus;
  /** Areas declare their own tables here while they register; dump, load, reset and restart then include them. */
  store: Store;
  limits: Limits;
  money: Money;
  log: RequestLog;
  authenticate(request: FastifyRequest): Caller;
  authenticateApp(request: FastifyRequest): SignedApp;
  /** Writes down how far virtual time is from real time, so that a restart goes on from there. */
  keepTime(): void;
  /** Where the simulator answers, e.g. `http://127.0.0.1:3200`; known once it listens. */
  url(): string;
  /** Runs when the simulator closes: stop deliveries and streams here. */
  onClose(stop: () => void | Promise<void>): void;
  /** Runs after `reset` and `load`, for state that is not in tables. */
  onReset(clear: () => void): void;
  reset(): void;
  /** Replaces the whole state by a dump. */
  load(tables: StoreDump): void;
}

const saveEveryMs = 2000;

export interface SimCore {
  sim: Sim;
  listening(url: string): void;
  close(): Promise<void>;
}

export function createSim(options: { dataDir?: string; startAt?: number; logCapacity?: number }): SimCore {
  const clock = createClock(options.startAt ?? Date.now() + readKeptOffset(options.dataDir));
  const ids = createSnowflakes(clock.now);
  const store = createStore(options.dataDir === undefined ? noJournal : createJournal(options.dataDir));
  const state = createState(store, ids, clock.now, options.dataDir);
  const events = createEventBus();
  const limits = createLimits(clock.now, store);
  const money = createMoney(store, state.posts, clock.now);
  // Counters change with every request; they are written down at this pace, and when the simulator closes.
  const saving =
    options.dataDir === undefined ? undefined : setInterval(() => store.save(), saveEveryMs).unref();
  const log = createRequestLog(options.logCapacity ?? 5000);
  const authenticator = createAuthenticator(state, clock.now);
  const stops: (() => void | Promise<void>)[] = [];
  const clears: (() => void)[] = [];
  let url = '';
  const sim: Sim = {
    ...state,
    clock,
    ids,
    events,
    store,
    limits,
    money,
    log,
    authenticate: (request) => authenticator.authenticate(request),
    authenticateApp: (request) => authenticator.authenticateApp(request),
    keepTime: () => keepOffset(options.dataDir, clock.offsetMs()),
    url: () => url,
    onClose: (stop) => void stops.push(stop),
    onReset: (clear) => void clears.push(clear),
    load(tables) {
      store.load(tables);
      for (const clear of clears) clear();
      events.emit({ kind: 'state.replaced' });
    },
    reset() {
      clock.setRate(1);
      clock.set(Date.now());
      keepOffset(options.dataDir, 0);
      store.reset();
      limits.reset();
      money.reset();
      log.reset();
      for (const clear of clears) clear();
      events.emit({ kind: 'state.replaced' });
    },
  };
  return {
    sim,
    listening(at) {
      url = at;
    },
    async close() {
      for (const stop of stops) await stop();
      clock.close();
      clearInterval(saving);
      store.close();
    },
  };
}
