import { runLimits } from '../test/proof/limits-run.ts';

console.log(
  'three accounts of one app, two servers, 15 sends a minute, 60 each and 150 together in four minutes',
);
const result = await runLimits({
  windowMs: 60_000,
  dayMs: 240_000,
  user: 15,
  userDay: 60,
  appDay: 150,
  days: 2,
  say: (line) => console.log(line),
});
console.table({
  'answers 429': result.tooMany,
  sent: result.sent,
  'used of what was allowed': `${(result.share * 100).toFixed(1)} %`,
});
process.exitCode = result.tooMany === 0 && result.share >= 0.95 ? 0 : 1;
