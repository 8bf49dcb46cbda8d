export { findProblems } from './check.ts';
export { isTimeZone, offsetAt, type OffsetStretch } from './offsets.ts';
export {
  addOpenTime,
  type Change,
  holidayAt,
  isOpen,
  listChanges,
  nextChange,
  nextOpening,
  openTimeBetween,
} from './reckon.ts';
export { addHoursRoutes, type AuditSetup, type HoursDeps } from './routes.ts';
export { findHours, type HoursId, type HoursRecord, insertHours, listHours, updateHours } from './store.ts';
export type { Hours } from './stretches.ts';
