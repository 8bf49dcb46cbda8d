import { setTimeout as pause } from 'node:timers/promises';
import { type DataReport, type ReportRun, standardSafeguards } from '../contract/api/index.ts';
import { openProofHouse, type ProofHouse } from '../test/proof/house.ts';
import { type Bench, type Figure, ofRuns } from './figures.ts';
import { pssOf } from './processes.ts';

const POSTS = 100;
const DAYS = 28;
const METRICS =
  'impressions engagements favorites retweets replies video_views media_views media_engagements url_clicks hashtag_clicks detail_expands permalink_clicks app_install_attempts app_opens email_tweet user_follows user_profile_clicks'.split(
    ' ',
  );
const ROWS = POSTS * METRICS.length * DAYS * 24;
const RUNS = 3;
const DAY_MS = 86_400_000;

/** Historical engagement by the hour, from the local X into a DataSet, by the product as it is started. */
export const reports: Bench = {
  name: 'reports',
  about: `${POSTS} tweets × ${METRICS.length} metrics × ${DAYS} days by the hour (${ROWS.toLocaleString('en')} rows) from the local X into a new version; the local X answers on the same cores`,
  run: async (say) => {
    const house = await openProofHouse();
    try {
      return await measure(house, say);
    } finally {
      await house.close();
    }
  },
};

async function measure(house: ProofHouse, say: (line: string) => void): Promise<Figure[]> {
  const { xUserId = '', accountId = '' } = house.handles[0] ?? {};
  const { apps } = await house.control<{ apps: { id: string }[] }>('GET', '/apps');
  for (const { id } of apps) await house.control('PATCH', `/apps/${id}`, { tier: 'enterprise' });
  const at = Date.now() - (DAYS + 3) * DAY_MS;
  const { posted } = await house.control<{ posted: { id: string }[] }>('POST', '/posts/batch', {
    posts: Array.from({ length: POSTS }, (_, n) => ({
      author: xUserId,
      text: `Post ${n}`,
      at: at + n * 1_000,
    })),
  });
  for (const { id } of posted) {
    await house.control('PUT', `/posts/${id}/engagement`, { impressions: 90_000, halfLifeHours: 200 });
  }
  const report = await house.ask<DataReport>('POST', '/api/reports', {
    kind: 'engagement',
    name: 'Engagement by the hour',
    description: '',
    accountId,
    options: {
      tweetSelection: 'recent',
      tweetCount: POSTS,
      metrics: METRICS,
      groupBy: ['tweet', 'type', 'date', 'hour'],
      duration: 'range',
      startDate: 'relative',
      endDate: 'relative',
      daysBackFrom: DAYS,
      daysBackTo: 1,
      source: 'engagement_api',
    },
    method: 'replace',
    keys: [],
    partitionBy: [],
    safeguards: standardSafeguards,
    schedules: [],
    zone: 'UTC',
    retry: null,
    onInput: false,
    paused: false,
    mostPerRun: null,
    mostPerDay: null,
    lateAfterHours: null,
    run: false,
  });
  const seconds: number[] = [];
  let mostMb = 0;
  for (let n = 0; n < RUNS; n += 1) {
    const { id } = await house.ask<ReportRun>('POST', `/api/reports/${report.id}/runs`);
    for (;;) {
      mostMb = Math.max(mostMb, pssOf([house.servers[0]?.pid ?? 0]));
      const { run } = await house.ask<{ run: ReportRun }>('GET', `/api/report-runs/${id}`);
      if (run.endedAt !== null) {
        if (run.state !== 'succeeded' || run.rows !== ROWS) {
          throw new Error(`the run ${run.state} with ${run.rows} rows: ${run.problem?.message ?? ''}`);
        }
        seconds.push((Date.parse(run.endedAt) - Date.parse(run.startedAt ?? run.queuedAt)) / 1_000);
        say(`run ${n + 1}: ${seconds.at(-1)?.toFixed(1)} s, ${run.requests} requests`);
        break;
      }
      await pause(100);
    }
  }
  return [
    ofRuns(`${ROWS.toLocaleString('en')} rows, from the first request to the new version`, 's', seconds, {
      target: { at: 'most', value: 10 },
    }),
    ofRuns(
      'rows a second, the local X included',
      'rows/s',
      seconds.map((one) => ROWS / one),
      { target: { at: 'least', value: 50_000 } },
    ),
    {
      what: 'memory of the server (PSS) at its most',
      figure: mostMb,
      unit: 'MB',
      target: { at: 'most', value: 400 },
    },
  ];
}
