import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  Lines,
  runCheck,
  runDiscover,
  runRead,
  runTap,
  discover,
  type Setting,
} from '../../server/sources/index.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import { startSimulator } from '../../simulator/main.ts';
import {
  type AirbyteMessage,
  readAirbyteLine,
  readSingerLine,
  type SingerMessage,
} from '../fixtures/source-protocols.ts';

const DAY_MS = 86_400_000;
const docs = fileURLToPath(new URL('../../docs/sources.md', import.meta.url));

export interface Config {
  credentials: Record<string, string>;
  streams: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
}

/** A local X with a shop that was written to, and what reads it: no server, no database. */
export async function openSourceWorld() {
  const x = await startSimulator({ port: 0 });
  const { sim } = x;
  sim.limits.enabled = false;
  const shop = sim.users.create({ username: 'shop', name: 'The Shop' });
  const ann = sim.users.create({ username: 'ann', name: 'Ann' });
  const app = sim.apps.create({ name: 'Reports', permission: 'read-write-dm' });
  const dir = mkdtempSync(join(tmpdir(), 'sources-'));
  const { token, secret } = sim.tokens.issueAccess(app.id, shop.id, 'read-write-dm', sim.clock.now());
  const oauth1 = {
    auth_type: 'oauth1',
    consumer_key: app.consumerKey,
    consumer_secret: app.consumerSecret,
    access_token: token,
    access_token_secret: secret,
  };
  const pairOf = () => {
    const scopes = ['dm.read', 'tweet.read', 'users.read', 'offline.access'];
    const { refresh } = sim.tokens.issuePair({ appId: app.id, userId: shop.id, scopes }, sim.clock.now());
    return {
      auth_type: 'oauth2',
      client_id: app.clientId,
      client_secret: app.clientSecret,
      refresh_token: refresh?.token ?? '',
    };
  };
  /** The sample of the guide, with what only the reader can know. */
  const sample = (): Config => {
    const [, json = ''] = /```json\n([\s\S]+?)```/.exec(readFileSync(docs, 'utf8')) ?? [];
    return { ...(JSON.parse(json) as Config), x_url: x.url, credentials: oauth1 };
  };
  const config = (streams: Config['streams'] = {}, more: object = {}): Config => ({
    x_url: x.url,
    credentials: oauth1,
    streams,
    ...more,
  });

  const progress: string[] = [];
  const kept: object[] = [];
  /** What sleeps here lets the time at X, and ours, go on. */
  let aheadMs = 0;
  const settingOf = (out: string[], more: Partial<Setting> = {}): Setting => ({
    lines: new Lines(
      new Writable({
        write: (chunk, _encoding, done) => {
          out.push(...String(chunk).split('\n').slice(0, -1));
          done();
        },
      }),
    ),
    progress: (text) => void progress.push(text),
    signal: new AbortController().signal,
    nowMs: () => Math.round(performance.timeOrigin + performance.now() + aheadMs),
    sleep: (ms) => {
      aheadMs += ms;
      sim.clock.advance(ms);
      return Promise.resolve();
    },
    canKeepFile: () => Promise.resolve(true),
    keepFile: (json) => {
      kept.push(json);
      return Promise.resolve(true);
    },
    ...more,
  });
  async function airbyte(work: (setting: Setting) => Promise<unknown>, more: Partial<Setting> = {}) {
    const out: string[] = [];
    const done = await work(settingOf(out, more));
    return { done, messages: out.map(readAirbyteLine) };
  }
  async function singer(work: (setting: Setting) => Promise<unknown>, more: Partial<Setting> = {}) {
    const out: string[] = [];
    const done = await work(settingOf(out, more));
    return { done, messages: out.map(readSingerLine) };
  }
  return {
    x,
    sim,
    shop,
    ann,
    dir,
    sample,
    config,
    pairOf,
    progress,
    kept,
    write: (text: string) => sendMessage(sim, { senderId: ann.id, to: { userId: shop.id }, text }).id,
    answer: (text: string) => sendMessage(sim, { senderId: shop.id, to: { userId: ann.id }, text }).id,
    post: (ageDays: number) => {
      const made = sim.posts.create({
        authorId: shop.id,
        text: `${ageDays} days ago`,
        createdAt: sim.clock.now() - ageDays * DAY_MS,
      });
      sim.engagement.setCurve(made.id, { impressions: 4_000, halfLifeHours: 90, crowd: true });
      return made;
    },
    check: (json: unknown) => airbyte((setting) => runCheck(setting, json)),
    discover: (json: unknown) => airbyte((setting) => runDiscover(setting, json)),
    read: (json: unknown, catalog: unknown, state?: unknown, more?: Partial<Setting>) =>
      airbyte((setting) => runRead(setting, { config: json, catalog, state }), more),
    tapCatalog: async (json: unknown) => {
      const out: string[] = [];
      await discover(settingOf(out), json);
      return JSON.parse(out.join('\n')) as { streams: TapStream[] };
    },
    tap: (json: unknown, catalog?: unknown, state?: unknown, more?: Partial<Setting>) =>
      singer((setting) => runTap(setting, { config: json, catalog, state }), more),
    close: async () => {
      await x.close();
      rmSync(dir, { recursive: true });
    },
  };
}

export interface TapStream {
  tap_stream_id: string;
  schema: { properties: Record<string, object> };
  key_properties: string[];
  metadata: { breadcrumb: string[]; metadata: Record<string, unknown> }[];
}

/** A configured catalogue of some streams. */
export const configured = (messages: readonly AirbyteMessage[], modes: Record<string, string>) => ({
  streams: messages
    .flatMap((message) => (message.type === 'CATALOG' ? message.catalog.streams : []))
    .flatMap((stream) => {
      const mode = modes[stream.name];
      return mode === undefined ? [] : [{ stream, sync_mode: mode, destination_sync_mode: 'append' }];
    }),
});

export const recordsOf = (messages: readonly AirbyteMessage[], name: string) =>
  messages.flatMap((message) =>
    message.type === 'RECORD' && message.record.stream === name ? [message.record.data] : [],
  );
export const idsOf = (rows: readonly Record<string, unknown>[]) => rows.map((row) => String(row['id']));
/** Where the states of a stream are among the messages. */
export const statesOf = (messages: readonly AirbyteMessage[], name: string) =>
  messages.flatMap((message, at) =>
    message.type === 'STATE' && message.state.stream.stream_descriptor.name === name
      ? [{ at, state: message.state }]
      : [],
  );
export const statusesOf = (messages: readonly AirbyteMessage[], name: string) =>
  messages.flatMap((message) =>
    message.type === 'TRACE' &&
    message.trace.type === 'STREAM_STATUS' &&
    message.trace.stream_status.stream_descriptor.name === name
      ? [message.trace.stream_status]
      : [],
  );
export const errorsOf = (messages: readonly AirbyteMessage[]) =>
  messages.flatMap((message) =>
    message.type === 'TRACE' && message.trace.type === 'ERROR' ? [message.trace.error] : [],
  );
export const lastSingerState = (messages: readonly SingerMessage[]) =>
  messages.flatMap((message) => (message.type === 'STATE' ? [message.value] : [])).at(-1);
