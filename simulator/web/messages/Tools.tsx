import { ClockPanel } from './ClockPanel.tsx';
import { FaultPanel } from './FaultPanel.tsx';
import type { Live } from '../shell/live.ts';
import { texts } from '../texts/messages.ts';
import { TrafficPanel } from './TrafficPanel.tsx';

/** Time, faults and traffic of the local X, kept small beside the phone. */
export function Tools({ live }: { live: Live }) {
  return (
    <aside className="tools" aria-label={texts.tools}>
      <ClockPanel nowMs={live.nowMs} aheadMs={live.aheadMs} />
      <FaultPanel />
      <TrafficPanel traffic={live.traffic} />
    </aside>
  );
}
