import { parseArgs } from 'node:util';
import { runKills } from '../test/proof/kill-run.ts';
import { newSeed } from '../test/proof/random.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    events: { type: 'string', default: '10000' },
    conversations: { type: 'string', default: '40' },
    every: { type: 'string', default: '2500' },
    seed: { type: 'string' },
  },
});

const seed = Number(values.seed ?? newSeed());
console.log(`kill -9 at ${values.kills} random points while ${values.events} events flow; --seed ${seed}`);
const result = await runKills({
  seed,
  kills: Number(values.kills),
  events: Number(values.events),
  conversations: Number(values.conversations),
  killEveryMs: Number(values.every),
  settleWithinMs: 300_000,
  say: (line) => console.log(line),
});
console.table({
  'killed: server': result.kills['server'],
  'killed: PostgreSQL': result.kills['database'],
  'killed: both': result.kills['both'],
  'messages in': result.inbound,
  'messages out': result.outbound,
  'lost, doubled or out of order': result.problems.length,
  'processes left behind': result.orphans.length,
  seconds: Math.round(result.tookMs / 1000),
});
for (const problem of result.problems.slice(0, 50)) console.error(problem);
process.exitCode = result.problems.length + result.orphans.length > 0 ? 1 : 0;
