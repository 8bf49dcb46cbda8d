export { partitionOf, type Reservation, reserveSeqs, wakePayload, wakeTopic } from './append.ts';
export { type ConsumerOptions, isPassing } from './consumer.ts';
export { maintainEventDays } from './days.ts';
export {
  createEventLog,
  type EventConsumer,
  type EventLog,
  type EventLogOptions,
  type EventOf,
} from './event-log.ts';
export { readPlaces } from './shared-reads.ts';
export { listParked, type ParkedEvent, type ParkedId, requestReplay } from './parked.ts';
export {
  eventSource,
  type LogEntry,
  type LogSource,
  PARTITIONS,
  type Place,
  type StoredEvent,
} from './source.ts';
