import type { DuckFault } from './protocol.ts';

/** Why a task brought nothing. The message is fit for whoever wrote the statement. */
export class DuckError extends Error {
  readonly kind: DuckFault;

  constructor(kind: DuckFault, message: string) {
    super(message);
    this.name = 'DuckError';
    this.kind = kind;
  }
}
