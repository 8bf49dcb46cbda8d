export { checkSchedules } from './check.ts';
export { nextTimes } from './next-times.ts';
