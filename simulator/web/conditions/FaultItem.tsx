import { CloseButton } from '@mantine/core';
import type { Fault } from '../../../contract/control/faults.ts';
import { PersonName } from '../parts/PersonName.tsx';
import { Tag } from '../parts/Rows.tsx';
import { faultTexts as texts } from '../texts/conditions.ts';

/** What a fault does, in words. */
const kindOf = (fault: Fault): string =>
  fault.on === 'request' ? texts.requestKinds[fault.kind] : texts.deliveryKinds[fault.kind];

/** Whom it strikes: the path, the webhook, the kind of event. */
const targetOf = (fault: Fault): string =>
  fault.on === 'request'
    ? `${fault.method ?? ''} ${fault.path}`.trim()
    : [fault.webhookId, fault.eventType].filter(Boolean).join(' ');

/** One fault that is set: what it does, to whom, and how often it has. */
export function FaultItem({ fault, onRemove }: { fault: Fault; onRemove: () => void }) {
  const isSpent = fault.count !== undefined && fault.hits >= fault.count;
  const { status, delayMs, size, probability } = fault as Partial<
    Record<'status' | 'delayMs' | 'size' | 'probability', number>
  >;
  return (
    <li className="card" data-quiet={isSpent}>
      <div className="row-words">
        <span className="strong">{kindOf(fault)}</span>
        <span className="dim mono">{targetOf(fault)}</span>
        <span className="tags">
          {status !== undefined && <Tag tone="bad">{status}</Tag>}
          {delayMs !== undefined && <Tag>{delayMs} ms</Tag>}
          {size !== undefined && <Tag>× {size}</Tag>}
          {fault.count !== undefined && <Tag>{texts.times(fault.count)}</Tag>}
          {probability !== undefined && <Tag>{Math.round(probability * 100)} %</Tag>}
          {fault.userId !== undefined && (
            <Tag>
              <PersonName id={fault.userId} />
            </Tag>
          )}
          <Tag tone={isSpent ? 'plain' : fault.hits > 0 ? 'warn' : 'accent'}>
            {isSpent ? texts.spent : texts.hits(fault.hits, fault.seen)}
          </Tag>
        </span>
      </div>
      <CloseButton size="sm" aria-label={`${texts.remove}: ${kindOf(fault)}`} onClick={onRemove} />
    </li>
  );
}
