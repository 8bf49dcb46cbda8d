import { Temporal } from 'temporal-polyfill';
import type { EngagementCounter, EngagementCurve } from '../../contract/control/engagement.ts';
import type { ReportOptions } from '../../contract/api/index.ts';
import { asId, createLogger, newId } from '../../server/base/index.ts';
import { lookupsAlone, peopleAlone } from '../../server/reports/alone.ts';
import type { AccountFacts, Asked, Batch, Json, PullContext, Row } from '../../server/reports/kind.ts';
import { engagement } from '../../server/reports/kinds/engagement/index.ts';
import { checkOptions } from '../../server/reports/options.ts';
import { CostBook, createSite, LimitBook, localX, XClient, type XCredentials } from '../../server/x/index.ts';
import { startSimulator } from '../../simulator/main.ts';
import type { SimPost } from '../../simulator/state/posts.ts';
import { openTestBase } from '../harness.ts';

const HOUR_MS = 3_600_000;

export interface Owner {
  readonly facts: AccountFacts;
  readonly client: XClient;
  readonly userId: string;
}

export interface PullOptions {
  readonly zone?: string;
  readonly enough?: number;
  readonly checkpoint?: Json;
  /** Stops after so many batches, as a kill would. */
  readonly batches?: number;
}

export interface Pulled {
  readonly columns: readonly string[];
  readonly rows: Row[];
  readonly unavailable: Row[];
  readonly batches: Batch[];
  readonly checkpoint: Json | undefined;
  readonly notes: string[];
  readonly warnings: string[];
  /** What was paid for, in millionths of a dollar, is in the book; this is how often X was asked. */
  readonly calls: number;
  readonly units: number;
}

/** The connector itself beside a local X whose clock stands still. */
export async function openEngagementWorld(startAt: number) {
  const base = await openTestBase();
  const x = await startSimulator({ port: 0, startAt });
  const { sim } = x;
  sim.clock.setRate(0);
  sim.limits.enabled = false;
  const site = createSite('local', localX(x.url));
  const now = new Date(startAt);
  let users = 0;

  function makeOwner(
    authKind: 'oauth1' | 'oauth2',
    tier: 'enterprise' | 'pay-per-use' = 'enterprise',
  ): Owner {
    users += 1;
    const app = sim.apps.create({ name: `App ${users}`, tier });
    const user = sim.users.create({ username: `shop${users}`, name: 'Shop' });
    const scopes = ['tweet.read', 'users.read'];
    const credentials = ((): XCredentials => {
      if (authKind === 'oauth2') {
        const { access } = sim.tokens.issuePair({ appId: app.id, userId: user.id, scopes }, startAt);
        return { kind: 'oauth2', accessToken: access.token };
      }
      const { token, secret } = sim.tokens.issueAccess(app.id, user.id, 'read', startAt);
      const { consumerKey, consumerSecret } = app;
      return { kind: 'oauth1', consumerKey, consumerSecret, token, tokenSecret: secret };
    })();
    const client = new XClient({
      site,
      credentials: { kinds: [authKind], get: () => Promise.resolve(credentials) },
      limits: new LimitBook(base.workspace),
      costs: new CostBook(base.workspace),
      appId: newId(),
      xUserId: user.id,
      onBookkeepingError: (error) => Promise.reject(error),
    });
    const facts: AccountFacts = {
      id: asId<'account'>(newId()),
      authKind,
      scopes,
      xUserId: user.id,
      username: user.username,
    };
    return { facts, client, userId: user.id };
  }

  function post(userId: string, ageHours: number, curve: EngagementCurve = {}): SimPost {
    const made = sim.posts.create({
      authorId: userId,
      text: `${ageHours} hours ago #sale`,
      createdAt: startAt - ageHours * HOUR_MS,
    });
    sim.engagement.setCurve(made.id, { impressions: 4_000, halfLifeHours: 90, crowd: true, ...curve });
    return made;
  }

  const askedOf = (owner: Owner, options: ReportOptions, zone = 'UTC'): Asked => ({
    options: checkOptions(engagement.options(owner.facts), options),
    zone,
    now,
    account: owner.facts,
  });

  async function pull(owner: Owner, options: ReportOptions, how: PullOptions = {}): Promise<Pulled> {
    const asked = askedOf(owner, options, how.zone);
    const wrong = engagement.check?.(asked);
    if (wrong !== undefined) throw new Error(wrong);
    const pulled = { notes: [] as string[], warnings: [] as string[], calls: 0, units: 0 };
    const context: PullContext = {
      asked,
      db: base.workspace,
      people: peopleAlone(null),
      lookups: lookupsAlone(),
      get input(): never {
        throw new Error('no input');
      },
      reportId: undefined,
      client: owner.client,
      checkpoint: how.checkpoint,
      bookmark: undefined,
      enough: how.enough,
      signal: new AbortController().signal,
      logger: createLogger('silent'),
      spend: async (most, call, used) => {
        pulled.calls += 1;
        const answer = await call();
        const units = used(answer);
        if (units > most.units) throw new Error(`${units} were used of ${most.units}`);
        pulled.units += units;
        return answer;
      },
      note: (text) => void pulled.notes.push(text),
      warn: (text) => void pulled.warnings.push(text),
    };
    const rows: Row[] = [];
    const unavailable: Row[] = [];
    const batches: Batch[] = [];
    for await (const batch of engagement.pull(context)) {
      // What goes into the database and comes back is JSON.
      batches.push({ ...batch, checkpoint: JSON.parse(JSON.stringify(batch.checkpoint)) });
      rows.push(...batch.rows);
      unavailable.push(...(batch.companions?.['unavailable'] ?? []));
      if (batches.length === how.batches) break;
    }
    return {
      ...pulled,
      columns: engagement.columns(asked).map(({ name }) => name),
      rows,
      unavailable,
      batches,
      checkpoint: batches.at(-1)?.checkpoint,
    };
  }

  /**
   * What the local X's series say, added up by nothing but the zone's clocks: sums by the grouping's values, joined.
   * Analytics count views that were paid for too.
   */
  function expected(
    posts: readonly SimPost[],
    counters: Readonly<Record<string, EngagementCounter>>,
    by: readonly ('tweet' | 'type' | 'date' | 'hour')[],
    { zone, first, last, paid }: { zone: string; first: string; last: string; paid: boolean },
  ): Map<string, number> {
    const sums = new Map<string, number>();
    const begin = Temporal.PlainDate.from(first).toZonedDateTime(zone).epochMilliseconds;
    const end = Temporal.PlainDate.from(last).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
    const until = Math.min(end, Math.ceil(startAt / HOUR_MS) * HOUR_MS);
    const hours = (until - begin) / HOUR_MS;
    const clocks = Array.from({ length: hours }, (_, index) =>
      Temporal.Instant.fromEpochMilliseconds(begin + index * HOUR_MS).toZonedDateTimeISO(zone),
    );
    for (const one of posts)
      for (const [type, counter] of Object.entries(counters)) {
        const series = [...sim.engagement.hourly(one, counter, begin, hours)];
        const more =
          paid && type === 'impressions'
            ? [...sim.engagement.hourly(one, 'promoted_impressions', begin, hours)]
            : [];
        for (const [index, count] of series.entries()) {
          const clock = clocks[index];
          const parts = {
            tweet: one.id,
            type,
            date: clock?.toPlainDate().toString(),
            hour: String(clock?.hour),
          };
          const key = by.map((dimension) => parts[dimension]).join(' ');
          sums.set(key, (sums.get(key) ?? 0) + count + (more[index] ?? 0));
        }
      }
    return sums;
  }

  return {
    sim,
    db: base.workspace,
    now,
    makeOwner,
    post,
    pull,
    askedOf,
    expected,
    close: async () => {
      await x.close();
      await base.close();
    },
  };
}
export type EngagementWorld = Awaited<ReturnType<typeof openEngagementWorld>>;

/** Rows as sums by the grouping's values; a key that comes twice is an error. */
export function sumsOf(
  { rows, columns }: Pick<Pulled, 'rows' | 'columns'>,
  by: number,
): Map<string, number | null> {
  const valueAt = columns.indexOf('value');
  const sums = new Map<string, number | null>();
  for (const row of rows) {
    const key = row.slice(0, by).map(String).join(' ');
    if (sums.has(key)) throw new Error(`${key} comes twice`);
    const value = row[valueAt];
    sums.set(key, typeof value === 'number' ? value : null);
  }
  return sums;
}
