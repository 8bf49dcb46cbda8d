/** A typed client of the Sunshine Conversations API as Rookery serves it, for programs in TypeScript. */
export { openSunshine } from './sunshine-generated.ts';
export { type Page, type SunshineCall, SunshineError, type SunshineOptions } from './sunshine-request.ts';
