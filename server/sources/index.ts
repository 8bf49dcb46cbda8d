export { runCheck, runDiscover, runSpec, sayFailure } from './airbyte/commands.ts';
export { runRead } from './airbyte/read.ts';
export { Lines } from './lines.ts';
export { failureOf, SourceProblem } from './problem.ts';
export type { Setting } from './setting.ts';
export { discover, runTap } from './singer/tap.ts';
