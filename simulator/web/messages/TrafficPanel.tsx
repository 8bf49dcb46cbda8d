import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import type { Traffic } from '../shell/stale-keys.ts';
import { texts } from '../texts/messages.ts';
import { clockTime } from './titles.ts';

const isGood = (item: Traffic) =>
  item.kind === 'delivery' ? item.outcome === 'delivered' : item.status > 0 && item.status < 400;

const wordsOf = (item: Traffic) =>
  item.kind === 'delivery' ? item.eventType.replace('direct_message', 'dm') : `${item.method} ${item.path}`;

const resultOf = (item: Traffic) => {
  if (item.kind === 'request') return String(item.status);
  if (item.outcome === 'delivered') return `${item.status ?? ''}`;
  return item.outcome.replaceAll('_', ' ');
};

/** What came in from programs and what was sent out to them, the latest first. */
export function TrafficPanel({ traffic }: { traffic: Traffic[] }) {
  return (
    <section className="panel panel-traffic">
      <div className="panel-head">
        <h2>{texts.traffic}</h2>
      </div>
      {traffic.length === 0 && <p className="dim">{texts.noTraffic}</p>}
      <ul className="traffic">
        {traffic.map((item) => (
          <li key={`${item.kind}${item.id}`} data-good={isGood(item)} title={wordsOf(item)}>
            {item.kind === 'delivery' ? (
              <IconArrowUpRight size={14} aria-label={texts.webhookEvents} />
            ) : (
              <IconArrowDownLeft size={14} aria-label={texts.apiCalls} />
            )}
            <span className="traffic-words">{wordsOf(item)}</span>
            <span className="traffic-result">{resultOf(item)}</span>
            <time className="dim">{clockTime(item.atMs)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
