import { IconCheck } from '@tabler/icons-react';
import type { Pane } from '../../lib/report-draft.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import classes from './reports.module.css';

/** The way, with what is done and what can be visited again. */
export function Steps(props: {
  panes: readonly Pane[];
  current: Pane;
  reached: number;
  onGo: (pane: Pane) => void;
}) {
  const { panes, current, reached } = props;
  return (
    <nav aria-label={texts.steps}>
      <ol className={classes.steps}>
        {panes.map((pane, at) => {
          const isDone = at < reached && pane !== current;
          return (
            <li key={pane}>
              <button
                type="button"
                aria-current={pane === current ? 'step' : undefined}
                disabled={at > reached}
                onClick={() => props.onGo(pane)}
              >
                <span className={classes.number} aria-hidden>
                  {isDone ? <IconCheck size={14} /> : at + 1}
                </span>
                <span className={classes.word}>{texts.panes[pane]}</span>
                {isDone && <span className="only-heard"> – {texts.done}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
