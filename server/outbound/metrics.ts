import type { Metrics } from '../base/index.ts';
import type { OutboundDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';
import { countOutbox } from './outbox-store.ts';

export interface OutboundMetrics {
  sent(via: 'v1' | 'v2'): void;
  ended(outcome: Outcome): void;
  settled(how: 'found' | 'absent' | 'left_to_person'): void;
}

/** Sends, failures by code, what waits and what is unknown. */
export function outboundMetrics(deps: Pick<OutboundDeps, 'metrics' | 'db'>): OutboundMetrics {
  const { metrics, db }: { metrics: Metrics; db: OutboundDeps['db'] } = deps;
  const sends = metrics.counter('rookery_sends_total', 'Calls that send a message, by how they ended', [
    'outcome',
  ]);
  const failures = metrics.counter(
    'rookery_send_failures_total',
    'Sends that X refused or put off, by code',
    ['code'],
  );
  const settled = metrics.counter('rookery_sends_settled_total', 'Unknown outcomes that were looked up', [
    'how',
  ]);
  metrics.gauge(
    'rookery_outbox',
    'Messages that are queued, on their way, or of unknown outcome',
    ['state'],
    async (gauge) => {
      gauge.reset();
      for (const state of ['queued', 'sending', 'uncertain']) gauge.set({ state }, 0);
      for (const { state, count } of await countOutbox(db)) gauge.set({ state }, count);
    },
  );
  return {
    sent: (via) => sends.inc({ outcome: via === 'v1' ? 'sent_v1' : 'sent' }),
    ended: (outcome) => {
      sends.inc({ outcome: outcome.kind });
      if (outcome.kind !== 'no_v1') failures.inc({ code: outcome.failure.code });
    },
    settled: (how) => settled.inc({ how }),
  };
}
