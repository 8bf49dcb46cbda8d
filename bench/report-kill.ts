import { parseArgs } from 'node:util';
import { newSeed } from '../test/proof/random.ts';
import { runReportKills } from '../test/proof/report-kills.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? newSeed());
console.log(`kill -9 at ${values.kills} random points of runs of a report; --seed ${seed}`);
const result = await runReportKills({ seed, kills: Number(values.kills) });
console.table({
  kills: result.kills,
  'runs, all ended well': result.states.join() === 'succeeded' ? result.runs : result.states.join(),
  'rows that should be there': result.expected,
  'rows that are there': result.rows,
  'different ones': result.different,
  'beside them': `${result.beside}, ${result.besideDifferent} different`,
});
const { expected, rows, different, beside, besideDifferent } = result;
process.exitCode = [rows, different, beside, besideDifferent].every((count) => count === expected) ? 0 : 1;
