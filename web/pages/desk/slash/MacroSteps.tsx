import type { MacroStep } from '../../../../contract/api/index.ts';
import { describeStep } from '../../../lib/macro-words.ts';
import classes from './slash.module.css';

/** What a macro does, step by step, with the texts as they would go out. */
export function MacroSteps({ steps }: { steps: readonly MacroStep[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li key={index}>
          {describeStep(step.action)}
          {step.text !== null && <blockquote dir="auto">{step.text}</blockquote>}
          {step.problem !== null && (
            <p className={classes.problem} role="alert">
              {step.problem}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
