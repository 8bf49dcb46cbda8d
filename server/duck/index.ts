export { DuckError } from './duck-error.ts';
export { createDuck, type Duck, type DuckOptions, type TaskOptions } from './pool.ts';
export type { DuckCell, DuckColumn, DuckFault, DuckRows, DuckStep, DuckTask } from './protocol.ts';
export { quoteName, quoteText, quoteTexts } from './quote.ts';
