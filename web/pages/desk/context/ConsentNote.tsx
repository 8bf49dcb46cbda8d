import { useQuery } from '@tanstack/react-query';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { formatDayAndTime } from '../../../../ui/index.ts';
import { customerConsentTexts as texts } from '../../../texts/automatic.ts';
import classes from './context.module.css';

/** What the customer was told, agreed to and refused; silent when there is nothing to say. */
export function ConsentNote({ detail }: { detail: ConversationDetail }) {
  const { id } = detail.customer;
  const query = useQuery({
    // Below the customer's own key: what changes there is fetched again with it.
    queryKey: ['customer', id, 'consent'],
    queryFn: () => api.consent.ofCustomer({ id }),
  });
  const { log = [], optedOutAt = null } = query.data ?? {};
  const { consent, withheldMessages } = detail;
  if (log.length === 0 && optedOutAt === null && withheldMessages === 0) return null;
  return (
    <section className={classes.consent} aria-label={texts.title}>
      {consent === 'waiting' && withheldMessages > 0 && <p>{texts.withheld(withheldMessages)}</p>}
      {consent === 'refused' && <p>{texts.refusedNow(withheldMessages)}</p>}
      {optedOutAt && <p>{texts.optedOut(formatDayAndTime(optedOutAt))}</p>}
      {log.length > 0 && (
        <details>
          <summary>{texts.title}</summary>
          <ul>
            {log.map((entry) => (
              <li key={`${entry.what} ${entry.at}`}>
                {texts.what[entry.what]} · {formatDayAndTime(entry.at)}
                {entry.wording && (
                  <blockquote dir="auto" lang={entry.language ?? undefined}>
                    {entry.wording}
                  </blockquote>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
