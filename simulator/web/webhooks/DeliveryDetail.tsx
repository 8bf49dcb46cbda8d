import { Button } from '@mantine/core';
import { IconPlayerTrackNext, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DeliveryRecord } from '../../../contract/control/deliveries.ts';
import { EmptyState } from '../../../ui/index.ts';
import { changeTime } from '../api/conditions.ts';
import { listAttempts, redeliver } from '../api/deliveries.ts';
import { Countdown } from '../parts/Countdown.tsx';
import { Detail } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Facts } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { useLivePart } from '../shell/live.ts';
import { To } from '../shell/routing.tsx';
import { deliveryTexts as texts } from '../texts/deliveries.ts';
import { Attempt } from './Attempt.tsx';

/** Waits with the delivery: when X tries again, and a way not to wait. */
function NextAttempt({ attempt }: { attempt: DeliveryRecord }) {
  const nowMs = useLivePart('nowMs');
  const rate = useLivePart('rate');
  const skip = useAct({
    run: (advanceMs: number) => changeTime({ advanceMs }),
    done: texts.skipped,
    refresh: ['deliveries'],
  });
  const { nextAttemptAtMs } = attempt;
  if (nextAttemptAtMs === null || nowMs === null) return null;
  return (
    <div className="next-attempt" role="status">
      <span>
        {texts.nextAttempt}{' '}
        <strong>
          <Countdown atMs={nextAttemptAtMs} due={texts.due} />
        </strong>
        {rate === 0 && ` · ${texts.frozen}`}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlayerTrackNext size={14} />}
        loading={skip.isPending}
        onClick={() => skip.mutate(Math.max(0, nextAttemptAtMs - nowMs))}
      >
        {texts.skipWait}
      </Button>
    </div>
  );
}

/** One delivery: where it stands, and every attempt with both sides of what was said. */
export function DeliveryDetail({ deliveryId }: { deliveryId: string }) {
  const attempts = useQuery({
    queryKey: ['deliveries', 'one', deliveryId],
    queryFn: () => listAttempts(deliveryId),
  });
  const again = useAct({
    run: () => redeliver(deliveryId),
    done: ({ outcome }) => texts.redelivered(texts.outcomes[outcome]),
    refresh: ['deliveries'],
  });
  const latest = attempts.data?.[0];
  return (
    <Detail
      title={latest ? <span className="mono">{latest.eventType}</span> : texts.title}
      close="/console/deliveries"
      actions={
        latest && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {texts.redeliver}
          </Button>
        )
      }
    >
      <Shown
        query={attempts}
        isEmpty={(found) => found.length === 0}
        empty={<EmptyState title={texts.gone}>{texts.goneHelp}</EmptyState>}
      >
        {(found) => {
          const [newest] = found;
          if (!newest) return null;
          return (
            <>
              {newest.outcome === 'waiting_retry' && <NextAttempt attempt={newest} />}
              <Facts
                facts={[
                  [
                    texts.facts.webhook,
                    <To key="w" to={`/console/webhooks/${newest.webhookId}`}>
                      {newest.url || newest.webhookId}
                    </To>,
                  ],
                  [texts.facts.product, texts.products[newest.product]],
                  [texts.facts.user, newest.userId && <PersonName id={newest.userId} />],
                  [texts.facts.id, <code key="i">{deliveryId}</code>],
                ]}
              />
              <ol className="attempts">
                {found.map((attempt, at) => (
                  <Attempt
                    key={attempt.id}
                    attempt={attempt}
                    isStruck={attempt.faultIds.length > (found[at + 1]?.faultIds.length ?? 0)}
                    isOpen={at === 0}
                  />
                ))}
              </ol>
            </>
          );
        }}
      </Shown>
    </Detail>
  );
}
