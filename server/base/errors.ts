import type { ErrorDeclaration } from '../../contract/errors/declare.ts';

export interface AppErrorOptions {
  /** Values for the `{name}` places of the declared sentence. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Sent to the caller beside the sentence; never holds a secret or message text. */
  readonly details?: unknown;
  readonly cause?: unknown;
}

/** An error with a declared code. Everything else that is thrown reaches the caller as `internal_error`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly declaration: ErrorDeclaration;
  readonly code: string;
  readonly status: number;
  readonly details: unknown;

  constructor(declaration: ErrorDeclaration, options: AppErrorOptions = {}) {
    super(fill(declaration.sentence, options.values ?? {}), { cause: options.cause });
    this.declaration = declaration;
    this.code = declaration.code;
    this.status = declaration.status;
    this.details = options.details;
  }
}

/** True for an AppError of this declaration. */
export function isError(error: unknown, declaration: ErrorDeclaration): error is AppError {
  return error instanceof AppError && error.code === declaration.code;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
