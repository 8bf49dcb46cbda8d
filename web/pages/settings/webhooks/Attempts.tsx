import type { WebhookAttempt, WebhookDelivery } from '../../../../contract/api/index.ts';
import { formatDayAndTime } from '../../../../ui/index.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import settings from '../settings.module.css';
import classes from './webhooks.module.css';

/** Each try of a delivery, and what was answered. */
export function Attempts({ attempts }: { attempts: readonly WebhookAttempt[] }) {
  return (
    <>
      <h3>{texts.attempts}</h3>
      {attempts.length === 0 && <p className={settings.dim}>{texts.notYet}</p>}
      <ul className={classes.attempts}>
        {attempts.map(({ at, status, error, tookMs, response }) => (
          <li key={at}>
            <strong>{error ?? (status === null ? texts.noAnswer : String(status))}</strong>{' '}
            <span className={settings.dim}>
              {formatDayAndTime(at)} · {texts.tookMs(tookMs)}
            </span>
            {response && (
              <section className={classes.code} tabIndex={0} aria-label={texts.answered} dir="ltr">
                {response}
              </section>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How a delivery stands, in a line: the last answer, how many tries, when the next is. */
export function Outcome({ delivery }: { delivery: WebhookDelivery }) {
  const { state, tries, lastStatus, lastError, dueAt } = delivery;
  return (
    <span>
      {lastError ?? (lastStatus === null ? texts.notYet : String(lastStatus))}
      {tries > 1 && ` · ${texts.tries(tries)}`}
      {state === 'waiting' && dueAt && ` · ${texts.dueAt(formatDayAndTime(dueAt))}`}
    </span>
  );
}
