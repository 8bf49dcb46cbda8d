import type {
  Fault,
  FaultInput,
  FaultList,
  StreamDisconnectInput,
} from '../../../contract/control/faults.ts';
import type {
  ControlLimitChange,
  ControlLimits,
  ControlStats,
  ControlTime,
  ControlTimeChange,
} from '../../../contract/control/running.ts';
import { ask } from './ask.ts';

export const listFaults = () => ask<FaultList>('GET', '/faults');
export const addFault = (fault: FaultInput) => ask<Fault>('POST', '/faults', fault);
export const removeFault = (id: string) => ask<FaultList>('DELETE', `/faults/${id}`);
export const removeAllFaults = () => ask<FaultList>('DELETE', '/faults');
export const seedFaults = (seed: number) => ask<FaultList>('PUT', '/faults/seed', { seed });
export const disconnectStreams = (input: StreamDisconnectInput) =>
  ask<{ disconnected: number }>('POST', '/stream/disconnect', input);

export const readTime = () => ask<ControlTime>('GET', '/time');
export const changeTime = (change: ControlTimeChange) => ask<ControlTime>('POST', '/time', change);

export const readLimits = () => ask<ControlLimits>('GET', '/limits');
export const changeLimits = (change: ControlLimitChange) => ask<ControlLimits>('POST', '/limits', change);
export const readStats = () => ask<ControlStats>('GET', '/stats');
