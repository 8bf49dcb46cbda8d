import type { RunProblem as Problem } from '../../../../contract/api/index.ts';
import { runTexts as texts } from '../../../texts/runs.ts';
import classes from './runs.module.css';

/** Why a run failed, and who must act. */
export function RunProblem({ problem }: { problem: Problem }) {
  return (
    <div className={classes.problem}>
      <p dir="auto">{problem.message}</p>
      <p>{texts.who[problem.who]}</p>
    </div>
  );
}
