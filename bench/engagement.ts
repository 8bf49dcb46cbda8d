import { setTimeout as pause } from 'node:timers/promises';
import type { DataReport, ReportRun } from '../contract/api/index.ts';
import { plainSettings } from '../test/report-house.ts';
import { openProofHouse, type ProofHouse } from '../test/proof/house.ts';
import { type Bench, ofRuns } from './figures.ts';
import { cpuOf, pssOf, treeOf } from './processes.ts';

const TWEETS = 100;
const DAYS = 28;
const HOUR_MS = 3_600_000;
const RUNS = 3;
const METRICS =
  'impressions engagements favorites retweets replies video_views media_views media_engagements url_clicks hashtag_clicks detail_expands permalink_clicks app_install_attempts app_opens email_tweet user_follows user_profile_clicks'.split(
    ' ',
  );
const ROWS = TWEETS * METRICS.length * DAYS * 24;

/** A whole run of a report, from the request to the new version of its DataSet. */
export const engagement: Bench = {
  name: 'engagement',
  about: `historical engagement: ${TWEETS} tweets × ${METRICS.length} metrics × ${DAYS} days by hours = ${ROWS.toLocaleString('en')} rows from the local X, each in a process of its own`,
  run: async (say) => {
    const house = await openProofHouse();
    try {
      await furnish(house);
      const runs: Seen[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const seen = await watchRun(house);
        runs.push(seen);
        say(
          `run ${run + 1}: ${seen.tookS.toFixed(1)} s, of them X ${seen.pulledS.toFixed(1)} s, ${Math.round(seen.serverMb)} MB`,
        );
      }
      return [
        ofRuns(
          'run of 1.14 M rows',
          's',
          runs.map(({ tookS }) => tookS),
          { target: { at: 'most', value: 10 } },
        ),
        ofRuns(
          'rows asked of X and staged',
          'rows/s',
          runs.map(({ pulledS }) => ROWS / pulledS),
        ),
        ofRuns(
          'processor time of the server',
          's',
          runs.map(({ cpuS }) => cpuS),
        ),
        ofRuns(
          'the server’s memory (PSS), highest',
          'MB',
          runs.map(({ serverMb }) => serverMb),
          {
            target: { at: 'most', value: 400 },
          },
        ),
        ofRuns(
          'with its DuckDB children',
          'MB',
          runs.map(({ withChildrenMb }) => withChildrenMb),
        ),
      ];
    } finally {
      await house.close();
    }
  },
};

async function furnish(house: ProofHouse): Promise<void> {
  const owner = house.handles[0]?.xUserId;
  const now = Date.now();
  await house.control('POST', '/posts/batch', {
    posts: Array.from({ length: TWEETS }, (_, index) => ({
      author: owner,
      text: `Post ${index} #sale`,
      at: now - (TWEETS - index) * 7 * HOUR_MS,
    })),
  });
  const { apps } = await house.control<{ apps: { id: string }[] }>('GET', '/apps');
  for (const { id } of apps) await house.control('PATCH', `/apps/${id}`, { tier: 'enterprise' });
}

interface Seen {
  readonly tookS: number;
  readonly pulledS: number;
  /** Processor time of the server alone, which a busy machine does not change. */
  readonly cpuS: number;
  readonly serverMb: number;
  readonly withChildrenMb: number;
}

async function watchRun(house: ProofHouse): Promise<Seen> {
  const report = await house.ask<DataReport>('POST', '/api/reports', {
    ...plainSettings,
    kind: 'engagement',
    name: 'Engagement',
    description: '',
    accountId: house.handles[0]?.accountId,
    options: {
      tweetCount: TWEETS,
      metrics: METRICS,
      groupBy: ['tweet', 'type', 'date', 'hour'],
      duration: 'range',
      daysBackFrom: DAYS,
      daysBackTo: 1,
    },
    run: false,
  });
  const pid = house.servers[0]?.pid ?? -1;
  const cpuMs = cpuOf(pid);
  const startedMs = performance.now();
  const { id } = await house.ask<ReportRun>('POST', `/api/reports/${report.id}/runs`);
  let pulledMs: number | undefined;
  let [serverMb, withChildrenMb] = [0, 0];
  for (;;) {
    const { run } = await house.ask<{ run: ReportRun }>('GET', `/api/report-runs/${id}`);
    if (run.rows === ROWS) pulledMs ??= performance.now();
    if (run.endedAt !== null) {
      if (run.state !== 'succeeded') throw new Error(`the run ${run.state}: ${run.problem?.message}`);
      const endedMs = performance.now();
      return {
        tookS: (endedMs - startedMs) / 1_000,
        pulledS: ((pulledMs ?? endedMs) - startedMs) / 1_000,
        cpuS: (cpuOf(pid) - cpuMs) / 1_000,
        serverMb,
        withChildrenMb,
      };
    }
    const memory = memoryOf(house);
    serverMb = Math.max(serverMb, memory.serverMb);
    withChildrenMb = Math.max(withChildrenMb, memory.withChildrenMb);
    await pause(250);
  }
}

/** Its PostgreSQL does not count; of what is left, the largest process is the server. */
function memoryOf(house: ProofHouse): { serverMb: number; withChildrenMb: number } {
  const database = new Set(treeOf(house.postmaster() ?? -1));
  const pids = treeOf(house.servers[0]?.pid ?? -1).filter((pid) => !database.has(pid));
  return { serverMb: pssOf(pids.slice(0, 1)), withChildrenMb: pssOf(pids) };
}
