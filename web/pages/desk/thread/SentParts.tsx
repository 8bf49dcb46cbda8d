import type { SentAs } from '../../../../contract/api/index.ts';
import { richTexts } from '../../../texts/rich.ts';
import classes from './rich.module.css';

/** To the letter: the text, what X shows below it as quick replies, and its buttons. `whole`: nothing of it is scrolled. */
export function SentParts({ sent, whole = false }: { sent: SentAs; whole?: boolean }) {
  return (
    <>
      {sent.text.trim() !== '' && (
        <pre className={classes.exact} dir="auto" tabIndex={whole ? undefined : 0}>
          {sent.text}
        </pre>
      )}
      {sent.options && (
        <ul className={classes.actions} aria-label={richTexts.quickReplies}>
          {sent.options.map((label, index) => (
            <li key={index} className={classes.choice} dir="auto">
              {label}
            </li>
          ))}
        </ul>
      )}
      {sent.buttons && (
        <ul className={classes.onX} aria-label={richTexts.buttonsOnX}>
          {sent.buttons.map(({ label, url }, index) => (
            <li key={index}>
              <bdi>{label}</bdi> → {url}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
