import type { DeliveryOutcome } from '../../../contract/control/deliveries.ts';
import { Tag, type Tone } from '../parts/Rows.tsx';
import { deliveryTexts as texts } from '../texts/deliveries.ts';

const tones: Record<DeliveryOutcome, Tone> = {
  delivered: 'good',
  waiting_retry: 'warn',
  given_up: 'bad',
  dropped_by_fault: 'bad',
  webhook_invalid: 'bad',
  webhook_gone: 'bad',
  overflow: 'bad',
};

/** How an attempt went, with the receiver's status when it gave one. */
export function Outcome({ outcome, status }: { outcome: DeliveryOutcome; status: number | null }) {
  return (
    <Tag tone={tones[outcome]}>
      {texts.outcomes[outcome]}
      {status === null ? '' : ` · ${status}`}
    </Tag>
  );
}
