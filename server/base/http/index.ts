export { readBasic } from './basic.ts';
export type { Caller } from './caller.ts';
export { answerError, toAppError } from './errors.ts';
export { goneSignal } from './gone.ts';
export { addHealth, type HealthOptions, type ReadyCheck } from './health.ts';
export { route, type RouteContext } from './route.ts';
export { type CheckAccess, createHttpServer, type HttpOptions, type HttpServer } from './server.ts';
export { compileCheck } from './validate.ts';
