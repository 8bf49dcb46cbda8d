import type {
  DeliveryFaultInput,
  Fault,
  FaultInput,
  RequestFaultInput,
} from '../../contract/control/faults.ts';
import type { Random } from '../events/random.ts';
import { matchesPath } from './path.ts';

export type RequestSubject = { method: string; path: string; appId: string | null; userId: string | null };
export type DeliverySubject = {
  webhookId: string;
  eventType: string;
  userId: string | null;
  appId: string;
};
export type RequestFault = RequestFaultInput & { id: string };
export type DeliveryFault = DeliveryFaultInput & { id: string };

/** The faults that are set, counted and drawn in the order in which they were set. */
export type FaultBook = {
  add(input: FaultInput): Fault;
  list(): Fault[];
  remove(id: string): boolean;
  clear(): void;
  /** Whether any request fault asks for who the caller is, so that the caller must be known first. */
  hasRequestFaults(): boolean;
  /** The first request fault that strikes, consumed. */
  strikeRequest(subject: RequestSubject): RequestFault | null;
  /** All delivery faults of these kinds that strike, consumed. */
  strikeDelivery(subject: DeliverySubject, kinds: DeliveryFault['kind'][]): DeliveryFault[];
  random: Random;
};

export const createFaultBook = (random: Random): FaultBook => {
  const faults = new Map<string, Fault>();
  let lastId = 0;

  /** Counts the call against the fault's skip, count and probability. */
  const strikes = (fault: Fault): boolean => {
    if (fault.count !== undefined && fault.hits >= fault.count) return false;
    fault.seen++;
    if (fault.skip !== undefined && fault.seen <= fault.skip) return false;
    if (fault.probability !== undefined && random.next() >= fault.probability) return false;
    fault.hits++;
    return true;
  };

  return {
    random,
    add(input) {
      const fault: Fault = { ...input, id: `f${++lastId}`, hits: 0, seen: 0 };
      faults.set(fault.id, fault);
      return fault;
    },
    list: () => [...faults.values()],
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    hasRequestFaults: () => [...faults.values()].some((fault) => fault.on === 'request'),
    strikeRequest(subject) {
      for (const fault of faults.values()) {
        if (fault.on !== 'request') continue;
        if (fault.method && fault.method.toUpperCase() !== subject.method) continue;
        if (!matchesPath(fault.path, subject.path)) continue;
        if (fault.appId && fault.appId !== subject.appId) continue;
        if (fault.userId && fault.userId !== subject.userId) continue;
        if (strikes(fault)) return fault;
      }
      return null;
    },
    strikeDelivery(subject, kinds) {
      const struck: DeliveryFault[] = [];
      for (const fault of faults.values()) {
        if (fault.on !== 'delivery' || !kinds.includes(fault.kind)) continue;
        if (fault.webhookId && fault.webhookId !== subject.webhookId) continue;
        if (fault.eventType && fault.eventType !== subject.eventType) continue;
        if (fault.userId && fault.userId !== subject.userId) continue;
        if (fault.appId && fault.appId !== subject.appId) continue;
        if (strikes(fault)) struck.push(fault);
      }
      return struck;
    },
  };
};
