export * from './blobs/index.ts';
export { type Bus, openBus } from './bus/index.ts';
export { type Clock, fixedClock, openClock } from './clock/index.ts';
export { machineNowMs, measureSkew } from './clock/machine.ts';
export { type CsvCell, writeCsv } from './csv.ts';
export { readCsv } from './read-csv.ts';
export * from './db/index.ts';
export { AppError, isError, messageOf } from './errors.ts';
export * from './http/index.ts';
export { asId, type Id, isId, newId, newUuid, type WorkspaceId } from './ids.ts';
export { endLeases, giveLeaseBack, holdsLease, type Lease, takeLease } from './lease/index.ts';
export * from './live/index.ts';
export * from './log/index.ts';
export { createLogger, type Logger, type LogLevel } from './logger.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export * from './postgres/index.ts';
export * from './secrets/index.ts';
export { GroupCommit, GroupCommitFull, type GroupCommitOptions } from './group-commit/index.ts';
export * from './safe-url/index.ts';
export { createTimers, type SweeperOptions, type Timers, type TimersOptions } from './timers/index.ts';
export { createJobs, type JobKind, type Jobs, type JobsOptions, type SendOptions } from './jobs/index.ts';
export {
  createSetupParts,
  type SetupActor,
  type SetupImport,
  type SetupOutcome,
  type SetupPart,
  type SetupParts,
  type SetupRefs,
  type SetupUse,
} from './setup-parts/index.ts';
export { forgetDeleted, forgetOldDeleted, keepDeleted, KEPT_MINUTES } from './setup-parts/deleted.ts';
export {
  hasPhrase,
  holdsPhrases,
  holdsWords,
  MATCH_BEGIN,
  MATCH_END,
  searchQuery,
  searchWords,
  snippetOf,
} from './search-words/index.ts';
