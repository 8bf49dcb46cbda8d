import { type Bench, isReached, machineLine, tableOf } from './figures.ts';

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  ingest: async () => (await import('./ingest.ts')).ingest,
  road: async () => (await import('./road.ts')).road,
  drawn: async () => (await import('./drawn.ts')).drawn,
  inbox: async () => (await import('./inbox.ts')).inbox,
  paint: async () => (await import('./paint.ts')).paint,
  start: async () => (await import('./start.ts')).start,
  assign: async () => (await import('./assign.ts')).assign,
  live: async () => (await import('./live.ts')).live,
  board: async () => (await import('./board.ts')).board,
  insights: async () => (await import('./insights.ts')).insights,
  post: async () => (await import('./post.ts')).post,
  webhooks: async () => (await import('./webhooks.ts')).webhooks,
  datasets: async () => (await import('./datasets.ts')).datasets,
  'data-page': async () => (await import('./data-page.ts')).dataPage,
  engagement: async () => (await import('./engagement.ts')).engagement,
  simulator: async () => (await import('./simulator.ts')).simulator,
};

const asked = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
let missed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  const bench = await BENCHES[name]?.();
  if (!bench) continue;
  console.log(`\n## ${bench.name}: ${bench.about}\n`);
  const before = machineLine();
  const figures = await bench.run((line) => console.error(`  ${line}`));
  console.log(`${tableOf(figures)}\n\n${before}; load after ${machineLine().split('load ')[1]}`);
  missed += figures.filter((one) => !isReached(one)).length;
}
process.exitCode = missed > 0 ? 1 : 0;
