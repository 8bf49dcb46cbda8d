import { reportTexts as texts } from '../../../texts/reports.ts';
import classes from '../reports.module.css';
import type { ReportCheck } from './use-check.ts';

/** What a run asks of X and what it costs, at most; worked out anew with every choice. */
export function Estimate({ check }: { check: ReportCheck }) {
  if (check.refused) return null;
  const { checked } = check;
  return (
    <div className={classes.estimate} role="status">
      {!checked && <p className={classes.dim}>{check.isComplete ? texts.estimating : texts.estimateWaits}</p>}
      {checked && (
        <>
          <p>{texts.estimate(checked.estimate)}</p>
          {checked.estimate.notes.length > 0 && (
            <ul>
              {checked.estimate.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
