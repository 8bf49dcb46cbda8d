export { type EmbeddedOptions, type EmbeddedPostgres, socketUrl, startEmbedded } from './start.ts';
export { type DatabaseOptions, type OpenDatabase, openDatabase } from './open.ts';
export { forgetDatabase } from './forget.ts';
export { findOwner } from './owner.ts';
export { type ChildOptions, startChild, stopChild } from './child.ts';
