import type { DeliveryRecord } from '../../../contract/control/deliveries.ts';
import { Code } from '../parts/Code.tsx';
import { Headers } from '../parts/Headers.tsx';
import { Tag } from '../parts/Rows.tsx';
import { byteSize, exactMoment } from '../parts/time.ts';
import { To } from '../shell/routing.tsx';
import { deliveryTexts as texts } from '../texts/deliveries.ts';
import { shellTexts } from '../texts/shell.ts';
import { Outcome } from './outcome.tsx';

/** One attempt: what was sent and what came back. The newest stands open. */
export function Attempt({
  attempt,
  isStruck,
  isOpen,
}: {
  attempt: DeliveryRecord;
  /** By a fault of its own: attempts carry those of the ones before them, too. */
  isStruck: boolean;
  isOpen: boolean;
}) {
  const { requestBytes, requestBody, responseBody, status } = attempt;
  const isCut = requestBytes > 0 && new Blob([requestBody]).size < requestBytes;
  return (
    <li>
      <details open={isOpen} className="attempt">
        <summary>
          <span className="strong">{texts.attempt(attempt.attempt)}</span>
          <Outcome outcome={attempt.outcome} status={status} />
          {isStruck && (
            <To to="/console/faults">
              <Tag tone="warn">{texts.brokenBy}</Tag>
            </To>
          )}
          <span className="dim">{exactMoment(attempt.atMs)}</span>
        </summary>
        <h4>
          {texts.request} <span className="dim">{byteSize(requestBytes)}</span>
          {isCut && <span className="dim"> · {shellTexts.cut}</span>}
        </h4>
        <Headers first={`POST ${attempt.url}`} headers={attempt.requestHeaders} />
        <Code text={requestBody} label={texts.requestBody} />
        <h4>
          {texts.answer} {status !== null && <span className="dim">{attempt.tookMs} ms</span>}
        </h4>
        {attempt.error && <p className="form-problem">{attempt.error}</p>}
        {status !== null && (
          <>
            <Headers first={String(status)} headers={attempt.responseHeaders} />
            {responseBody ? (
              <Code text={responseBody} label={texts.answerBody} />
            ) : (
              <p className="dim">{texts.emptyBody}</p>
            )}
          </>
        )}
        {status === null && !attempt.error && <p className="dim">{texts.noAnswer}</p>}
      </details>
    </li>
  );
}
